using Backorders.CdcBridge.Tests.Live;
using Backorders.CdcBridge.Topology;
using Backorders.TestSupport;
using Backorders.Topologies;
using StreamApps;
using StreamApps.EmbeddedKafka;
using StreamApps.Kafka;
using StreamApps.Processing;
using StreamApps.RocksDb;
using StreamApps.Runtime;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// Tables over several partitions, through the topology on a broker: the halves of a changed key and a truncate lie
/// anywhere, parts come again, and the worker dies at any step. Else stock would depend on how a topic was created.
/// </summary>
public sealed class PartitionedTopicsTests
{
    const int Partitions = 4;
    const int Crashes = 5;
    const string Application = "cdc-bridge-wms";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Session = TimeSpan.FromSeconds(2);

    static readonly RuntimeStep[] Steps =
    [
        RuntimeStep.Process,
        RuntimeStep.OutputSend,
        RuntimeStep.SendOffsets,
        RuntimeStep.Committed,
        RuntimeStep.Applied,
    ];

    [Theory]
    [InlineData("05-key-changes", 1)]
    [InlineData("05-key-changes", 2)]
    [InlineData("06-truncate", 3)]
    [InlineData("06-truncate", 4)]
    public async Task When_TopicsHavePartitionsAndTheWorkerDies_Should_FoldToTheDatabase(string name, int seed)
    {
        var scenario = RecordedScenario.Load(name);
        var mapping = ScenarioMappings.Plain(scenario);
        var random = new Random(seed);
        await using var broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions { MinSessionTimeout = Session }, TestContext.Current.CancellationToken);
        var transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = broker.BootstrapServers });
        using var admin = transport.CreateAdmin();
        var keptForEver = new Dictionary<string, string>(StringComparer.Ordinal) { ["retention.ms"] = "-1" };
        var captured = mapping.AllTopics.Select(topic => new TopicSpec(topic, Partitions, keptForEver));
        admin.Create([.. TopicPlan.Topics(1), .. captured], Patience);
        Produce(transport, DeliveryProperties.Deliver(scenario.Records, random)
            .Where(record => mapping.OfTopic(record.Topic) is not null));

        using var folder = new TemporaryFolder();
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        for (var crash = 0; crash < Crashes; crash++)
        {
            using var dying = Worker(
                mapping, transport, backend, folder, Steps[random.Next(Steps.Length)], random.Next(1, 40));
            dying.Start();
            await Task.WhenAny(dying.Ended, DrainedAsync(mapping, admin));
        }
        using var worker = Worker(mapping, transport, backend, folder, RuntimeStep.Poll, int.MaxValue);
        worker.Start();
        await DrainedAsync(mapping, admin);

        using var log = new CommandLog(transport, 1);
        await Eventually.HoldsAsync(() => log.ReadToEnd(admin), () => "the log of commands is not read to its end");
        ScenarioTruth.RequirePlain(scenario, log.Fold, $"seed {seed}");
    }

    static void Produce(ILogTransport transport, IEnumerable<CapturedRecord> records)
    {
        using var producer = transport.CreateProducer(new LogProducerOptions("feed", Patience));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        foreach (var record in records)
        {
            var headers = new RecordHeaders();
            foreach (var (header, value) in record.Headers)
                headers.Add(header, value ?? []);
            producer.Send(new OutgoingRecord
            {
                Topic = record.Topic,
                Partition = record.Partition,
                HasKey = record.Key is not null,
                Key = record.Key,
                HasValue = record.Value is not null,
                Value = record.Value,
                Headers = headers,
                Timestamp = record.Timestamp,
            });
        }
        producer.CommitTransaction(Patience);
    }

    /// <summary>A worker that dies when it comes to a step for the given time.</summary>
    static StreamsClient Worker(
        BridgeMapping mapping,
        ILogTransport transport,
        RocksDbStateBackend backend,
        TemporaryFolder folder,
        RuntimeStep at,
        int times)
    {
        var left = times;
        var options = new StreamsOptions
        {
            ApplicationId = Application,
            InstanceId = "one",
            StateDirectory = folder.Path,
            SessionTimeout = Session,
            // Commits fall between any two records.
            MaxUncommittedRecords = 7,
            OnStep = step =>
            {
                if (step == at && Interlocked.Decrement(ref left) == 0)
                    throw new InvalidOperationException($"killed at {step}");
            },
        };
        // The death is no failure of a record, of which a dead letter could be made.
        return new StreamsClient(
            CdcBridgeTopology.Build(mapping), options, ErrorPolicy.FailAlways, transport, backend, TimeProvider.System);
    }

    /// <summary>Waits until the bridge has read everything, what it collected itself included.</summary>
    static async Task DrainedAsync(BridgeMapping mapping, ILogAdmin admin)
    {
        var collected = new TopicPartition($"{Application}-source-repartition", 0);
        List<TopicPartition> captured =
            [.. mapping.AllTopics.SelectMany(
                topic => Enumerable.Range(0, Partitions).Select(number => new TopicPartition(topic, number)))];
        await Eventually.HoldsAsync(
            () => admin.Describe([collected.Topic]).Count > 0 && Lag(admin, [.. captured, collected]) == 0,
            () => $"the bridge lags by {Lag(admin, [.. captured, collected])} records");
    }

    static long Lag(ILogAdmin admin, IReadOnlyCollection<TopicPartition> partitions)
    {
        var committed = admin.CommittedOffsets(Application, partitions, Patience);
        return admin.Offsets(partitions)
            .Sum(entry => entry.Value.End - committed.GetValueOrDefault(entry.Key, entry.Value.Start));
    }
}
