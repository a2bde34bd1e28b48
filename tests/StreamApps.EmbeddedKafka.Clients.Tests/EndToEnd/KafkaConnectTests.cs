using System.Diagnostics;
using System.Net.Http.Json;
using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Clients.Tests.EndToEnd;

/// <summary>Kafka Connect 4.2.0 with FileStream: a file becomes a topic and a file again.</summary>
public sealed class KafkaConnectTests : IDisposable
{
    const string Source = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    const string Sink = "org.apache.kafka.connect.file.FileStreamSinkConnector";

    readonly TemporaryFolder _folder = new();
    readonly HttpClient _http = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Standalone_FileToTopicToFile_IsTheSame()
    {
        var script = JavaTools.RequireScript();
        await using var broker = await EmbeddedBroker.StartAsync(new(), Token);
        var lines = WriteInput();
        await File.WriteAllTextAsync(
            _folder.File("worker"), Worker(broker)
                + $"offset.storage.file.filename={_folder.File("offsets")}\n", Token);
        await File.WriteAllTextAsync(_folder.File("source"), Properties("name", "source", SourceConfig()), Token);
        await File.WriteAllTextAsync(_folder.File("sink"), Properties("name", "sink", SinkConfig()), Token);
        using var connect = Drained(ClientProgram.Start(
            script, "connect", _folder.File("worker"), _folder.File("source"), _folder.File("sink")));
        await ExpectOutputAsync(lines, connect);
    }

    /// <summary>
    /// A distributed worker keeps all it knows in compacted topics, and its source writes in transactions.
    /// </summary>
    [Fact]
    public async Task Distributed_ExactlyOnceSource_IsTheSame()
    {
        var script = JavaTools.RequireScript();
        await using var broker = await EmbeddedBroker.StartAsync(new(), Token);
        var lines = WriteInput();
        var port = FreePort();
        await File.WriteAllTextAsync(
            _folder.File("worker"),
            Worker(broker, port) + """
            group.id=connect
            config.storage.topic=connect-configs
            offset.storage.topic=connect-offsets
            status.storage.topic=connect-status
            config.storage.replication.factor=1
            offset.storage.replication.factor=1
            status.storage.replication.factor=1
            offset.storage.partitions=2
            status.storage.partitions=2
            exactly.once.source.support=enabled
            """,
            Token);
        using var connect = Drained(ClientProgram.Start(
            script, "tool", "org.apache.kafka.connect.cli.ConnectDistributed", _folder.File("worker")));
        await Eventually.HoldsAsync(
            () => AnswersAsync($"http://127.0.0.1:{port}/connectors"), () => "the worker does not answer");
        await ConfigureAsync(port, "source", SourceConfig(("exactly.once.support", "required")));
        await ConfigureAsync(port, "sink", SinkConfig());
        await ExpectOutputAsync(lines, connect);
    }

    List<string> WriteInput()
    {
        var lines = Enumerable.Range(1, 2000).Select(i => $"line {i}").ToList();
        File.WriteAllLines(_folder.File("in.txt"), lines);
        return lines;
    }

    async Task ExpectOutputAsync(List<string> lines, Process connect)
    {
        try
        {
            var output = _folder.File("out.txt");
            await Eventually.HoldsAsync(
                () => File.Exists(output) && File.ReadLines(output).Count() >= lines.Count,
                () => "the sink has not written all lines");
            File.ReadAllLines(output).ShouldBe(lines);
        }
        finally
        {
            connect.Kill(entireProcessTree: true);
            await connect.WaitForExitAsync(Token);
        }
    }

    async Task ConfigureAsync(int port, string name, IEnumerable<(string Name, string Value)> config)
    {
        using var response = await _http.PutAsJsonAsync(
            $"http://127.0.0.1:{port}/connectors/{name}/config",
            config.ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal),
            Token);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Token));
    }

    async Task<bool> AnswersAsync(string url)
    {
        try
        {
            using var response = await _http.GetAsync(url, Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A pipe that nobody reads would stop the worker.</summary>
    static Process Drained(Process process)
    {
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    static string Worker(EmbeddedBroker broker, int? port = null) => $"""
        bootstrap.servers={broker.BootstrapServers}
        key.converter=org.apache.kafka.connect.storage.StringConverter
        value.converter=org.apache.kafka.connect.storage.StringConverter
        offset.flush.interval.ms=500
        listeners=http://127.0.0.1:{port ?? FreePort()}

        """;

    List<(string Name, string Value)> SourceConfig(params (string Name, string Value)[] more) =>
    [
        ("connector.class", Source), ("tasks.max", "1"), ("file", _folder.File("in.txt")), ("topic", "lines"),
        ("topic.creation.default.replication.factor", "1"), ("topic.creation.default.partitions", "1"), .. more,
    ];

    List<(string Name, string Value)> SinkConfig() =>
        [("connector.class", Sink), ("tasks.max", "1"), ("file", _folder.File("out.txt")), ("topics", "lines")];

    static string Properties(string key, string name, IEnumerable<(string Name, string Value)> config) =>
        string.Concat(config.Prepend((key, name)).Select(item => $"{item.Item1}={item.Item2}\n"));

    static int FreePort() => KafkaLab.FreePort();
}
