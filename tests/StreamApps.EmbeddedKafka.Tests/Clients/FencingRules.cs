using Confluent.Kafka;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Clients;

/// <summary>What keeps a zombie from writing: without these rules a paused worker would write a second time.</summary>
public abstract class FencingRules(IBrokerAddress broker) : BrokerRules(broker)
{
    [Fact]
    public async Task When_a_successor_initialises_Should_fence_the_predecessors_commit_and_drop_its_records()
    {
        var topic = await Kafka.NewTopicAsync();
        var id = KafkaClients.Name("tx");
        using var zombie = Kafka.Producer(id);
        zombie.InitTransactions(Patience);
        zombie.BeginTransaction();
        await zombie.SendAsync(topic, new Message<string, string> { Value = "zombie" });

        using var successor = Kafka.Producer(id);
        successor.InitTransactions(Patience);
        var fenced = Should.Throw<KafkaException>(() => zombie.CommitTransaction(Patience));
        fenced.Error.IsFatal.ShouldBeTrue($"{fenced.Error}");

        successor.BeginTransaction();
        await successor.SendAsync(topic, new Message<string, string> { Value = "successor" });
        successor.CommitTransaction(Patience);
        Kafka.ReadAll(topic).ShouldBe(["successor"]);
    }

    [Fact]
    public async Task When_a_fenced_producer_writes_Should_refuse_its_records()
    {
        var topic = await Kafka.NewTopicAsync();
        var id = KafkaClients.Name("tx");
        using var zombie = Kafka.Producer(id);
        zombie.InitTransactions(Patience);
        zombie.BeginTransaction();
        await zombie.SendAsync(topic, new Message<string, string> { Value = "first" });
        using var successor = Kafka.Producer(id);
        successor.InitTransactions(Patience);
        await Should.ThrowAsync<KafkaException>(
            () => zombie.SendAsync(topic, new Message<string, string> { Value = "late" }));
        Kafka.ReadAll(topic, IsolationLevel.ReadUncommitted).ShouldBe(["first"]);
    }

    [Fact]
    public async Task When_offsets_come_from_an_old_generation_Should_refuse_them()
    {
        var (topic, group) = (await Kafka.NewTopicAsync(partitions: 2), KafkaClients.Name("group"));
        using var first = Kafka.Consumer(group);
        first.Subscribe(topic);
        Settle(first, 2);
        var old = first.ConsumerGroupMetadata;
        using var second = Kafka.Consumer(group);
        second.Subscribe(topic);
        SettleBoth(first, second);

        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        var refused = Should.Throw<KafkaException>(
            () => producer.SendOffsetsToTransaction([new(topic, 0, 5)], old, Patience));
        refused.Error.Code.ShouldBe(ErrorCode.IllegalGeneration);
        producer.AbortTransaction(Patience);
        (await Kafka.CommittedAsync(group, topic)).ShouldBeNull();
    }

    /// <summary>
    /// Kafka checks member and generation, never who owns the partition: callers must capture metadata once.
    /// </summary>
    [Fact]
    public async Task When_metadata_is_refreshed_after_a_rebalance_Should_accept_offsets_of_any_partition()
    {
        var (topic, group) = (await Kafka.NewTopicAsync(partitions: 2), KafkaClients.Name("group"));
        using var first = Kafka.Consumer(group);
        first.Subscribe(topic);
        Settle(first, 2);
        using var second = Kafka.Consumer(group);
        second.Subscribe(topic);
        SettleBoth(first, second);
        var foreign = second.Assignment[0].Partition.Value;

        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        producer.SendOffsetsToTransaction([new(topic, foreign, 5)], first.ConsumerGroupMetadata, Patience);
        producer.CommitTransaction(Patience);
        (await Kafka.StableCommittedAsync(group, topic, foreign)).ShouldBe(5);
    }

    [Fact]
    public async Task When_the_member_has_left_Should_refuse_its_offsets()
    {
        var (topic, group) = (await Kafka.NewTopicAsync(), KafkaClients.Name("group"));
        using var stays = Kafka.Consumer(group);
        stays.Subscribe(topic);
        Settle(stays, 1);
        IConsumerGroupMetadata left;
        using (var leaves = Kafka.Consumer(group))
        {
            leaves.Subscribe(topic);
            KafkaClients.WaitUntil(() =>
            {
                stays.Consume(TimeSpan.FromMilliseconds(10));
                leaves.Consume(TimeSpan.FromMilliseconds(10));
                return leaves.Assignment.Count + stays.Assignment.Count == 1 && leaves.MemberId.Length > 0;
            });
            left = leaves.ConsumerGroupMetadata;
            leaves.Close();
        }
        using var producer = Kafka.Producer(KafkaClients.Name("tx"));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        var refused = Should.Throw<KafkaException>(
            () => producer.SendOffsetsToTransaction([new(topic, 0, 5)], left, Patience));
        refused.Error.Code.ShouldBeOneOf(ErrorCode.UnknownMemberId, ErrorCode.IllegalGeneration);
        producer.AbortTransaction(Patience);
    }

    [Fact]
    public async Task When_a_successor_initialises_Should_release_readers_that_the_crashed_one_held()
    {
        var topic = await Kafka.NewTopicAsync();
        var id = KafkaClients.Name("tx");
        using var crashed = Kafka.Producer(id);
        crashed.InitTransactions(Patience);
        crashed.BeginTransaction();
        await crashed.SendAsync(topic, new Message<string, string> { Value = "open" });
        using var plain = Kafka.Producer();
        await plain.SendAsync(topic, new Message<string, string> { Value = "behind" });
        Kafka.ReadAll(topic).ShouldBeEmpty();
        using var successor = Kafka.Producer(id);
        successor.InitTransactions(Patience);
        Kafka.ReadAll(topic).ShouldBe(["behind"]);
    }

    static void Settle(IConsumer<string, string> consumer, int partitions) => KafkaClients.WaitUntil(() =>
    {
        consumer.Consume(TimeSpan.FromMilliseconds(20));
        return consumer.Assignment.Count == partitions;
    });

    static void SettleBoth(IConsumer<string, string> first, IConsumer<string, string> second) =>
        KafkaClients.WaitUntil(() =>
        {
            first.Consume(TimeSpan.FromMilliseconds(20));
            second.Consume(TimeSpan.FromMilliseconds(20));
            return first.Assignment.Count == 1 && second.Assignment.Count == 1;
        });
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedFencingTests(EmbeddedKafkaFixture broker)
    : FencingRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheFencingTests(ApacheKafkaFixture broker) : FencingRules(broker);
