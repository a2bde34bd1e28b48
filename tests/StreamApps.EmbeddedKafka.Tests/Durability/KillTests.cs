using Backorders.TestSupport;
using Confluent.Kafka;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Durability;

/// <summary>
/// kill -9 of the broker's process under load: what was acknowledged must be there after the restart.
/// </summary>
public sealed class KillTests
{
    static TimeSpan Patience => KafkaClients.Patience;

    [Fact]
    public async Task When_the_broker_is_killed_under_load_Should_keep_every_acknowledged_record_once_and_in_order()
    {
        using var folder = new TemporaryFolder();
        var broker = await KilledBroker.StartAsync(folder.Path);
        var port = broker.Bootstrap.Split(':')[1];
        var kafka = new KafkaClients(broker.Bootstrap);
        var topic = await kafka.NewTopicAsync();
        var acknowledged = new List<int>();
        using var producer = kafka.Producer(configure: config => config.ReconnectBackoffMaxMs = 200);
        var sent = 0;
        for (var round = 0; round < 3; round++)
        {
            var target = acknowledged.Count + 500;
            for (var i = 0; i < 2000; i++)
            {
                var value = sent++;
                producer.Produce(topic, new Message<string, string> { Value = $"{value}" }, report =>
                {
                    if (!report.Error.IsError)
                        lock (acknowledged) acknowledged.Add(value);
                });
            }
            KafkaClients.WaitUntil(() => Count(acknowledged) >= target);
            await broker.KillAsync();
            await broker.DisposeAsync();
            broker = await KilledBroker.StartAsync(folder.Path, port);
        }
        producer.Flush(Patience);
        var read = kafka.ReadAll(topic).Select(int.Parse).ToList();
        await broker.DisposeAsync();
        read.ShouldBe(Enumerable.Range(0, sent));
        acknowledged.Count.ShouldBe(sent);
    }

    [Fact]
    public async Task When_the_broker_is_killed_in_a_transaction_Should_end_it_by_the_protocol_and_keep_the_offsets()
    {
        using var folder = new TemporaryFolder();
        var broker = await KilledBroker.StartAsync(folder.Path);
        var port = broker.Bootstrap.Split(':')[1];
        var kafka = new KafkaClients(broker.Bootstrap);
        var topic = await kafka.NewTopicAsync();
        var id = KafkaClients.Name("tx");
        var group = KafkaClients.Name("group");
        using (var producer = kafka.Producer(id))
        {
            producer.InitTransactions(Patience);
            producer.BeginTransaction();
            await producer.SendAsync(topic, new Message<string, string> { Value = "committed" });
            producer.CommitTransaction(Patience);
            producer.BeginTransaction();
            await producer.SendAsync(topic, new Message<string, string> { Value = "open" });
            Commit(kafka, group, topic, 1);
            await broker.KillAsync();
        }
        await broker.DisposeAsync();
        await using var restarted = await KilledBroker.StartAsync(folder.Path, port);
        kafka.ReadAll(topic).ShouldBe(["committed"]);
        using var successor = kafka.Producer(id);
        successor.InitTransactions(Patience);
        successor.BeginTransaction();
        await successor.SendAsync(topic, new Message<string, string> { Value = "again" });
        successor.CommitTransaction(Patience);
        kafka.ReadAll(topic).ShouldBe(["committed", "again"]);
        kafka.ReadAll(topic, IsolationLevel.ReadUncommitted).ShouldBe(["committed", "open", "again"]);
        (await kafka.CommittedAsync(group, topic)).ShouldBe(1);
    }

    static void Commit(KafkaClients kafka, string group, string topic, long offset)
    {
        using var consumer = kafka.Consumer(group);
        consumer.Assign(new TopicPartition(topic, 0));
        consumer.Commit([new TopicPartitionOffset(topic, 0, offset)]);
    }

    static int Count(List<int> list)
    {
        lock (list)
            return list.Count;
    }
}
