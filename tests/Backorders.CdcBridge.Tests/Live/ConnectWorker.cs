using Backorders.CdcBridge.Checks;
using Backorders.TestSupport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>Kafka Connect with Debezium's PostgreSQL connector, as the shipped template sets it.</summary>
sealed class ConnectWorker(TemporaryFolder folder, string bootstrap, PostgresServer database) : IDisposable
{
    BackgroundProgram? _program;

    /// <summary>
    /// Apache Kafka's and Debezium's programs; skips the running test by name where they are not there.
    /// </summary>
    public static string RequireLab()
    {
        var lab = Workspace.RequireShared("kafka-lab");
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipUnless(
            path.Any(entry => entry.Length > 0 && File.Exists(Path.Combine(entry, "java"))), "needs Java 17");
        return lab;
    }

    /// <summary>Starts it.</summary>
    /// <param name="flushMs">
    /// How often it writes down how far it has read. What it read since then comes again after a kill; before the first
    /// time, all tables do.
    /// </param>
    public void Start(int flushMs)
    {
        var lab = RequireLab();
        File.WriteAllText(folder.File("connect"), $"""
            bootstrap.servers={bootstrap}
            key.converter=org.apache.kafka.connect.json.JsonConverter
            value.converter=org.apache.kafka.connect.json.JsonConverter
            plugin.path={lab}/connectors
            listeners=http://127.0.0.1:{KafkaLab.FreePort()}
            offset.storage.file.filename={folder.File("connect-offsets")}
            offset.flush.interval.ms={flushMs}
            """);
        File.WriteAllLines(folder.File("connector"), Settings().Select(setting => $"{setting.Key}={setting.Value}"));
        _program = new BackgroundProgram(
            folder.File("connect.log"),
            Path.Combine(lab, "bin", "kafka"),
            ["connect", folder.File("connect"), folder.File("connector")],
            ("KAFKA_OPTS", "-Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
            ("KAFKA_LOG", "warn"));
    }

    /// <summary>The template's settings, with what it leaves to be filled in.</summary>
    public Dictionary<string, string> Settings()
    {
        var template = File.ReadAllText(
            Path.Combine(Workspace.Root, "deploy", "cdc", "connector-postgresql.properties"));
        return new(ConnectorSettings.Read(template), StringComparer.Ordinal)
        {
            ["database.hostname"] = "127.0.0.1",
            ["database.port"] = $"{database.Port}",
            ["database.user"] = "postgres",
            ["database.password"] = "unused",
            ["database.dbname"] = "postgres",
            // A test has no time for pauses that are meant for people.
            ["heartbeat.interval.ms"] = "1000",
            ["poll.interval.ms"] = "50",
            ["slot.retry.delay.ms"] = "500",
            ["slot.max.retries"] = "60",
        };
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _program?.Dispose();
        _program = null;
    }

    public string Tail() => _program?.Tail() ?? "Connect does not run";

    public void Dispose() => Kill();
}
