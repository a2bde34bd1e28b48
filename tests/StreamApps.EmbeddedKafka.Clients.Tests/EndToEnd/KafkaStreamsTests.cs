using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Clients.Tests.EndToEnd;

/// <summary>
/// An exactly-once application of Kafka Streams 4.2.0, with state, changelogs and transactions. A verifier that
/// shares no code with it compares the output record by record.
/// </summary>
public sealed class KafkaStreamsTests
{
    /// <summary>p2: count and sum by key. p8: allocation with queues. p5: a windowed join of two topics.</summary>
    [Theory]
    [InlineData("p2", "items")]
    [InlineData("p8", "commands")]
    [InlineData("p5", "left,right")]
    public async Task Run_ExactlyOnce_OutputIsRight(string pipeline, string topics)
    {
        using var folder = new TemporaryFolder();
        using var broker = new BrokerProcess(folder.File("broker"));
        await LoadAsync(broker, topics, records: 20_000);
        await ClientProgram.RunAsync(JavaTools.RequireBench("run-peer"), "", Peer(broker, pipeline, folder));
        await VerifyAsync(broker, pipeline);
    }

    /// <summary>The broker dies in the middle of transactions, twice: no count may be lost or doubled.</summary>
    [Fact]
    public async Task Run_BrokerIsKilledMeanwhile_OutputIsRight()
    {
        using var folder = new TemporaryFolder();
        using var broker = new BrokerProcess(folder.File("broker"));
        await LoadAsync(broker, "items", records: 300_000);
        var peer = ClientProgram.RunAsync(JavaTools.RequireBench("run-peer"), "", Peer(broker, "p2", folder));
        for (var round = 1; round <= 2; round++)
        {
            var target = round * 20_000;
            await Eventually.HoldsAsync(
                async () => peer.IsCompleted
                    || await OutputAsync(broker) >= target, () => $"the application wrote less than {target} records");
            peer.IsCompleted.ShouldBeFalse("it ended before the broker could be killed: give it more to do");
            broker.Kill();
            await broker.StartAsync();
        }
        await peer;
        await VerifyAsync(broker, "p2");
    }

    static async Task LoadAsync(BrokerProcess broker, string topics, int records)
    {
        var load = JavaTools.RequireBench("load");
        await broker.StartAsync();
        await ClientProgram.RunAsync(
            load, "", "--bootstrap", broker.Bootstrap, "--prefix", "i", "--records", $"{records}", "--keys", "2000",
            "--zipf", "1.0",
            "--seed", "1", "--events-per-second", "500", "--topics", topics);
    }

    static string[] Peer(BrokerProcess broker, string pipeline, TemporaryFolder folder) =>
    [
        "--pipeline", pipeline, "--bootstrap", broker.Bootstrap, "--input", "i", "--output", "o", "--threads", "2",
        "--guarantee", "eos", "--commit-ms", "100", "--state-dir", folder.File("state"),
    ];

    static Task VerifyAsync(BrokerProcess broker, string pipeline) => ClientProgram.RunAsync(
        JavaTools.RequireBench("verify"), "", "--pipeline", pipeline, "--bootstrap", broker.Bootstrap, "--input", "i",
        "--output", "o");

    static async Task<long> OutputAsync(BrokerProcess broker)
    {
        // All topics, since the output may not be there yet.
        var offsets = await JavaTools.RunAsync(
            "org.apache.kafka.tools.GetOffsetShell", "--bootstrap-server", broker.Bootstrap, "--time", "-1");
        return offsets.Split('\n').Where(line => line.StartsWith("o-out:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
