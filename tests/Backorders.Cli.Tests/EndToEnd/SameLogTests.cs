using System.Buffers;
using System.Text;
using System.Text.Json;
using Backorders.Cli.Tests.Verbs;
using Backorders.Contracts;
using Backorders.Topologies;
using Backorders.Topologies.Allocation.Mapping;
using StreamApps.EmbeddedKafka;
using StreamApps.Kafka;
using StreamApps.Transport;

[assembly: AssemblyFixture(typeof(KafkaLab))]

namespace Backorders.Cli.Tests.EndToEnd;

/// <summary>One log of commands on two brokers: who moves a log, or reads it anew, gets the same events.</summary>
public sealed class SameLogTests(KafkaLab lab)
{
    const int Partitions = 3;
    const int Commands = 3_000;
    const int CommandsPerTransaction = 500;
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>A shop that changes its broker would owe its customers something else than before.</summary>
    [Fact]
    public async Task Verify_SameLogOnBothBrokers_PrintsTheSameHashes()
    {
        var apache = await HashesAsync(lab.RequireBootstrap());
        await using var broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions(), TestContext.Current.CancellationToken);
        var embedded = await HashesAsync(broker.BootstrapServers);
        embedded.Distinct(StringComparer.Ordinal).Count().ShouldBe(Partitions, "each partition has its own orders");
        embedded.ShouldBe(apache);
    }

    /// <summary>Allocates the log in a worker, and gives the hash of each partition that the audit prints.</summary>
    static async Task<IReadOnlyList<string>> HashesAsync(string bootstrap)
    {
        using var folder = new TemporaryFolder();
        var transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = bootstrap });
        using (var admin = transport.CreateAdmin())
            admin.Create(TopicPlan.Topics(Partitions), s_patience);
        Send(transport);
        using var worker = new BackgroundProgram(
            folder.File("worker.log"), "dotnet",
            [
                typeof(CliHost).Assembly.Location, "worker", "--topology", "allocation", "--no-ticks",
                "--bootstrap", bootstrap, "--state-dir", folder.File("state"),
            ]);
        CliRun? audit = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                audit = await CliRun.OfAsync("verify", "--bootstrap", bootstrap, "--json");
                return audit.ExitCode == 0;
            },
            () => $"{audit?.Output}\n{audit?.Errors}\n{worker.Tail()}");
        var report = JsonDocument.Parse(audit!.Output).RootElement;
        report.GetProperty("commands").GetInt64().ShouldBe(Commands);
        return [.. report.GetProperty("hashes").EnumerateObject().Select(hash => hash.Value.GetString()!)];
    }

    static void Send(KafkaLogTransport transport)
    {
        var topic = BackordersTopics.InventoryCommands;
        var value = new ArrayBufferWriter<byte>();
        using var producer = transport.CreateProducer(new("same-log", TimeSpan.FromSeconds(60)));
        producer.InitTransactions(s_patience);
        foreach (var some in new ShopDay(seed: 7).Commands(Commands).Chunk(CommandsPerTransaction))
        {
            producer.BeginTransaction();
            foreach (var (command, time) in some)
            {
                value.ResetWrittenCount();
                topic.ValueSerde.Serialize(CommandWriter.Write(command, time), value);
                producer.Send(new OutgoingRecord
                {
                    Topic = topic.Name,
                    Key = Encoding.UTF8.GetBytes(command.Sku!),
                    HasKey = true,
                    Value = value.WrittenSpan,
                    HasValue = true,
                });
            }
            producer.CommitTransaction(s_patience);
        }
    }
}
