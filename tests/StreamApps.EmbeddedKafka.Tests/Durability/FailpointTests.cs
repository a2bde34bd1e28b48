using Backorders.TestSupport;
using Confluent.Kafka;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Durability;

/// <summary>
/// The broker's process dies at chosen writes under a transactional client, and is started again: transactions are
/// whole or not there, in order, and offsets move with them.
/// </summary>
public sealed class FailpointTests
{
    const int Transactions = 60;

    [Theory]
    [InlineData("index", 2)]
    [InlineData("marker", 7)]
    [InlineData("complete", 5)]
    [InlineData("offsets", 9)]
    public Task When_the_broker_dies_at_a_failpoint_Should_lose_and_repeat_nothing(string kind, int count) =>
        RunAsync(kind, count);

    internal static async Task RunAsync(string kind, int count)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await KilledBroker.StartAsync(folder.Path, "0", "die", kind, $"{count}");
        var port = broker.Bootstrap.Split(':')[1];
        var kafka = new KafkaClients(broker.Bootstrap);
        var (topic, group, id) = (KafkaClients.Name("topic"), KafkaClients.Name("group"), KafkaClients.Name("tx"));
        var work = Task.Factory.StartNew(
            () => Transact(kafka, topic, group, id),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        (await Task.WhenAny(work, broker.ExitedAsync())).ShouldNotBe(work, $"{kind} {count} was not reached");
        await using var restarted = await KilledBroker.StartAsync(folder.Path, port);
        var committed = await work;
        committed.Count.ShouldBe(Transactions);
        kafka.ReadAll(topic).ShouldBe(committed.SelectMany(i => new[] { $"{i}a", $"{i}b" }), $"{kind} {count}");
        (await kafka.CommittedAsync(group, topic)).ShouldBe(committed[^1]);
    }

    /// <summary>One transaction after the other, each retried as the client says, with its offset.</summary>
    static List<int> Transact(KafkaClients kafka, string topic, string group, string id)
    {
        CreateTopic(kafka, topic);
        using var consumer = kafka.Consumer(group);
        var committed = new List<int>();
        IProducer<string, string>? producer = null;
        try
        {
            while (committed.Count < Transactions)
            {
                var number = committed.Count;
                try
                {
                    producer ??= Producer(kafka, id);
                    Transact(producer, topic, consumer.ConsumerGroupMetadata, number);
                    committed.Add(number);
                }
                catch (KafkaException error) when (IsInDoubt(error))
                {
                    // Nobody knows yet: the successor of this producer ends the transaction one way or the other.
                    producer?.Dispose();
                    producer = Producer(kafka, id);
                    if (kafka.ReadAll(topic).Contains($"{number}b", StringComparer.Ordinal))
                        committed.Add(number);
                }
            }
        }
        finally
        {
            producer?.Dispose();
        }
        return committed;
    }

    static bool IsInDoubt(KafkaException error) => error.Error.Code != ErrorCode.Local_State;

    static void Transact(IProducer<string, string> producer, string topic, IConsumerGroupMetadata group, int number)
    {
        producer.BeginTransaction();
        producer.Produce(topic, new Message<string, string> { Value = $"{number}a" });
        producer.Produce(topic, new Message<string, string> { Value = $"{number}b" });
        producer.SendOffsetsToTransaction([new TopicPartitionOffset(topic, 0, number)], group, KafkaClients.Patience);
        producer.CommitTransaction(KafkaClients.Patience);
    }

    static IProducer<string, string> Producer(KafkaClients kafka, string id)
    {
        var producer = kafka.Producer(id, config => config.ReconnectBackoffMaxMs = 200);
        producer.InitTransactions(KafkaClients.Patience);
        return producer;
    }

    static void CreateTopic(KafkaClients kafka, string topic)
    {
        using var admin = kafka.Admin();
        while (true)
        {
            try
            {
                admin.CreateTopicsAsync([new()
                {
                    Name = topic,
                    NumPartitions = 1,
                    ReplicationFactor = 1,
                    Configs = new(StringComparer.Ordinal) { ["segment.bytes"] = "1024" },
                }]).GetAwaiter().GetResult();
                return;
            }
            catch (Confluent.Kafka.Admin.CreateTopicsException error)
                when (error.Results[0].Error.Code == ErrorCode.TopicAlreadyExists)
            {
                return;
            }
            catch (KafkaException)
            {
                // The broker died before it could answer.
            }
        }
    }
}
