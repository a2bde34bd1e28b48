using StreamApps.EmbeddedKafka;
using StreamApps.Kafka;
using StreamApps.Transport;

namespace Backorders.Cli.Tests.Verbs;

/// <summary>A bridge that would make dead letters of everything must not look as if it ran.</summary>
public sealed class WorkerCheckTests : IDisposable
{
    const int Records = 8;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    const string Mapping = """
        version: 1
        source: {name: w, connector: postgresql, decimals: string}
        tables:
          - {table: s.item, kind: lookup}
          - {table: s.move, kind: ledger, key: none, commands: [{command: adjust-stock, sku: item, site: place, quantity: qty}]}
        """;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task When_TheConnectorSendsAvro_Should_SayItAndNotStart()
    {
        await using var broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions(), TestContext.Current.CancellationToken);
        Capture(broker, [0, 0, 0, 0, 1, 42]);
        var run = await RunAsync(broker);
        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith(
            $"error: w: all of the last {Records} records of topic 'w.s.item' cannot be read (unsupported_format: ");
        run.Errors.ShouldContain("warning: w: topic 'w.s.move' has 2 partitions, and 's.move' no key");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_TheTopicsAreNotThere_Should_NameThemAll()
    {
        await using var broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions(), TestContext.Current.CancellationToken);
        var run = await RunAsync(broker, "--connect", "http://127.0.0.1:1");
        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Count.ShouldBe(2);
        run.Errors.ShouldContain("warning: w: Connect does not tell its connectors at http://127.0.0.1:1/connectors");
    }

    [Fact]
    public async Task When_ConnectIsNoAddress_Should_SayHowItLooks()
    {
        await using var broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions(), TestContext.Current.CancellationToken);
        var run = await RunAsync(broker, "--connect", "connect");
        run.ExitCode.ShouldBe(2);
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain("http://127.0.0.1:8083");
    }

    Task<CliRun> RunAsync(EmbeddedBroker broker, params string[] more)
    {
        File.WriteAllText(_folder.File("mapping.yaml"), Mapping);
        return CliRun.OfAsync(
        [
            "worker", "--topology", "cdc-bridge", "--mapping", _folder.File("mapping.yaml"),
            "--bootstrap", broker.BootstrapServers,
            "--state-dir", _folder.File("state"), .. more,
        ]);
    }

    static void Capture(EmbeddedBroker broker, byte[] value)
    {
        var transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = broker.BootstrapServers });
        using var admin = transport.CreateAdmin();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        admin.Create([new("w.s.item", 1, settings), new("w.s.move", 2, settings)], Patience);
        using var producer = transport.CreateProducer(new LogProducerOptions("feed", Patience));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        for (var number = 0; number < Records; number++)
        {
            producer.Send(new OutgoingRecord
            {
                Topic = "w.s.item",
                HasKey = true,
                Key = "k"u8,
                HasValue = true,
                Value = value,
            });
        }
        producer.CommitTransaction(Patience);
    }
}
