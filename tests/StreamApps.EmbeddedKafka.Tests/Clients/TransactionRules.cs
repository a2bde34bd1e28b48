using Confluent.Kafka;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Clients;

/// <summary>What a user of transactions relies on: all or nothing, and never visible too early.</summary>
public abstract class TransactionRules(IBrokerAddress broker) : BrokerRules(broker)
{
    [Fact]
    public async Task When_a_transaction_commits_Should_show_its_records_in_order()
    {
        var topic = await Kafka.NewTopicAsync();
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        for (var i = 0; i < 100; i++)
            producer.Produce(topic, new Message<string, string> { Key = "k", Value = $"{i}" });
        producer.CommitTransaction(Patience);
        Kafka.ReadAll(topic).ShouldBe(Enumerable.Range(0, 100).Select(i => $"{i}"));
    }

    [Fact]
    public async Task When_a_transaction_aborts_Should_hide_its_records_from_committed_readers_alone()
    {
        var topic = await Kafka.NewTopicAsync();
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        await producer.SendAsync(topic, new Message<string, string> { Key = "k", Value = "dropped" });
        producer.AbortTransaction(Patience);
        producer.BeginTransaction();
        await producer.SendAsync(topic, new Message<string, string> { Key = "k", Value = "kept" });
        producer.CommitTransaction(Patience);
        Kafka.ReadAll(topic).ShouldBe(["kept"]);
        Kafka.ReadAll(topic, IsolationLevel.ReadUncommitted).ShouldBe(["dropped", "kept"]);
    }

    [Fact]
    public async Task When_a_transaction_is_open_Should_hold_committed_readers_before_it()
    {
        var topic = await Kafka.NewTopicAsync();
        using var plain = Kafka.Producer();
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        await plain.SendAsync(topic, new Message<string, string> { Value = "before" });
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        await producer.SendAsync(topic, new Message<string, string> { Value = "open" });
        await plain.SendAsync(topic, new Message<string, string> { Value = "after" });
        Kafka.ReadAll(topic).ShouldBe(["before"]);
        Kafka.ReadAll(topic, IsolationLevel.ReadUncommitted).ShouldBe(["before", "open", "after"]);
        producer.CommitTransaction(Patience);
        Kafka.ReadAll(topic).ShouldBe(["before", "open", "after"]);
    }

    [Fact]
    public async Task When_a_commit_happens_Should_wake_a_waiting_committed_reader()
    {
        var topic = await Kafka.NewTopicAsync();
        using var consumer = Kafka.Consumer(configure: config => config.FetchWaitMaxMs = 3_000);
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        consumer.Consume(Patience)!.IsPartitionEOF.ShouldBeTrue();
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        await producer.SendAsync(topic, new Message<string, string> { Value = "x" });
        var start = TimeProvider.System.GetTimestamp();
        producer.CommitTransaction(Patience);
        consumer.Consume(Patience)!.Message.Value.ShouldBe("x");
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task When_a_transaction_spans_partitions_Should_commit_in_all()
    {
        var topic = await Kafka.NewTopicAsync(partitions: 3);
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        for (var i = 0; i < 3; i++)
            producer.Produce(new TopicPartition(topic, i), new Message<string, string> { Value = $"p{i}" });
        producer.CommitTransaction(Patience);
        for (var i = 0; i < 3; i++)
            Kafka.ReadAll(topic, partition: i).ShouldBe([$"p{i}"]);
    }

    [Fact]
    public async Task When_offsets_are_sent_Should_move_the_group_at_the_commit_alone()
    {
        var topic = await Kafka.NewTopicAsync();
        var group = KafkaClients.Name("group");
        using var consumer = Kafka.Consumer(group);
        consumer.Subscribe(topic);
        KafkaClients.WaitUntil(() =>
        {
            consumer.Consume(TimeSpan.FromMilliseconds(50));
            return consumer.Assignment.Count == 1;
        });
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);

        producer.BeginTransaction();
        producer.SendOffsetsToTransaction([new(topic, 0, 5)], consumer.ConsumerGroupMetadata, Patience);
        producer.AbortTransaction(Patience);
        (await Kafka.CommittedAsync(group, topic)).ShouldBeNull();

        producer.BeginTransaction();
        producer.SendOffsetsToTransaction([new(topic, 0, 7)], consumer.ConsumerGroupMetadata, Patience);
        (await Kafka.CommittedAsync(group, topic)).ShouldBeNull();
        producer.CommitTransaction(Patience);
        (await Kafka.StableCommittedAsync(group, topic)).ShouldBe(7);
    }

    [Fact]
    public async Task When_many_transactions_follow_each_other_Should_lose_and_repeat_nothing()
    {
        var topic = await Kafka.NewTopicAsync(partitions: 2);
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        for (var i = 0; i < 50; i++)
        {
            producer.BeginTransaction();
            producer.Produce(new TopicPartition(topic, i % 2), new Message<string, string> { Value = $"{i}" });
            producer.Flush(Patience);
            if (i % 5 == 4) producer.AbortTransaction(Patience);
            else producer.CommitTransaction(Patience);
        }
        var read = Kafka.ReadAll(topic).Concat(Kafka.ReadAll(topic, partition: 1)).Select(int.Parse).Order();
        read.ShouldBe(Enumerable.Range(0, 50).Where(i => i % 5 != 4));
    }
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedTransactionTests(EmbeddedKafkaFixture broker)
    : TransactionRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheTransactionTests(ApacheKafkaFixture broker) : TransactionRules(broker);
