using Confluent.Kafka;
using Confluent.Kafka.Admin;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Clients;

/// <summary>Everyday use by Confluent.Kafka: topics, producing, consuming, groups.</summary>
public abstract class ClientRules(IBrokerAddress broker) : BrokerRules(broker)
{
    [Theory]
    [InlineData(CompressionType.None)]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task When_batches_are_compressed_Should_give_back_every_record(CompressionType compression)
    {
        var topic = await Kafka.NewTopicAsync();
        var values = Enumerable.Range(0, 1000).Select(i => $"{i} {new string('x', 200)}").ToList();
        using (var producer = Kafka.Producer(configure: config =>
        {
            config.CompressionType = compression;
            config.LingerMs = 20;
        }))
        {
            foreach (var value in values)
                producer.Produce(topic, new Message<string, string> { Key = "k", Value = value });
            producer.Flush(Patience);
        }
        Kafka.ReadAll(topic).ShouldBe(values);
    }

    [Fact]
    public async Task When_a_record_has_headers_and_a_null_value_Should_give_them_back()
    {
        var topic = await Kafka.NewTopicAsync();
        using var producer = Kafka.Producer();
        var message =
            new Message<string, string> { Key = "k", Value = null!, Headers = new Headers { { "h", [1, 2] } } };
        await producer.SendAsync(topic, message);
        using var consumer = Kafka.Consumer();
        consumer.Assign(new TopicPartitionOffset(topic, 0, 0));
        var read = consumer.Consume(Patience)!.Message;
        read.Key.ShouldBe("k");
        read.Value.ShouldBeNull();
        read.Headers[0].GetValueBytes().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task When_a_topic_exists_Should_refuse_to_create_it_again()
    {
        var topic = await Kafka.NewTopicAsync();
        using var admin = Kafka.Admin();
        var error = await Should.ThrowAsync<CreateTopicsException>(
            () => admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = 1 }]));
        error.Results[0].Error.Code.ShouldBe(ErrorCode.TopicAlreadyExists);
    }

    [Fact]
    public async Task When_topic_settings_are_given_Should_describe_and_alter_them()
    {
        var topic = await Kafka.NewTopicAsync(configs: new(StringComparer.Ordinal) { ["retention.ms"] = "1234567" });
        using var admin = Kafka.Admin();
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = topic };
        (await admin.DescribeConfigsAsync([resource]))[0].Entries["retention.ms"].Value.ShouldBe("1234567");
        await admin.AlterConfigsAsync(new Dictionary<ConfigResource, List<ConfigEntry>>
        {
            [resource] = [new ConfigEntry { Name = "max.message.bytes", Value = "2000000" }],
        });
        KafkaClients.WaitUntil(() => admin.DescribeConfigsAsync([resource]).GetAwaiter().GetResult()[0]
            .Entries["max.message.bytes"].Value == "2000000");
    }

    [Fact]
    public async Task When_partitions_are_added_Should_take_records_in_the_new_ones()
    {
        var topic = await Kafka.NewTopicAsync();
        using var admin = Kafka.Admin();
        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = topic, IncreaseTo = 3 }]);
        using var producer = Kafka.Producer();
        KafkaClients.WaitUntil(() => admin.GetMetadata(topic, Patience).Topics[0].Partitions.Count == 3);
        await producer.SendAsync(new TopicPartition(topic, 2), new Message<string, string> { Value = "x" });
        Kafka.ReadAll(topic, partition: 2).ShouldBe(["x"]);
    }

    [Fact]
    public async Task When_records_are_deleted_Should_start_behind_them()
    {
        var topic = await Kafka.NewTopicAsync();
        using var producer = Kafka.Producer();
        for (var i = 0; i < 5; i++)
            await producer.SendAsync(topic, new Message<string, string> { Value = $"{i}" });
        using var admin = Kafka.Admin();
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(topic, 0, 3)]);
        Kafka.ReadAll(topic).ShouldBe(["3", "4"]);
        using var consumer = Kafka.Consumer();
        consumer.QueryWatermarkOffsets(new TopicPartition(topic, 0), Patience).Low.Value.ShouldBe(3);
    }

    [Fact]
    public async Task When_offsets_are_asked_by_time_Should_name_the_first_record_at_or_after_it()
    {
        var topic = await Kafka.NewTopicAsync();
        var start = DateTimeOffset.FromUnixTimeMilliseconds(
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 100_000);
        using (var producer = Kafka.Producer(configure: config => config.LingerMs = 50))
        {
            for (var i = 0; i < 10; i++)
            {
                producer.Produce(topic, new Message<string, string>
                {
                    Value = $"{i}",
                    Timestamp = new Timestamp(start.AddSeconds(i)),
                });
            }
            producer.Flush(Patience);
        }
        using var consumer = Kafka.Consumer();
        long OffsetFor(double seconds) => consumer.OffsetsForTimes(
            [new TopicPartitionTimestamp(topic, 0, new Timestamp(start.AddSeconds(seconds)))],
            Patience)[0].Offset.Value;
        OffsetFor(4).ShouldBe(4);
        OffsetFor(4.5).ShouldBe(5);
        OffsetFor(-10).ShouldBe(0);
        OffsetFor(100).ShouldBe(Offset.End.Value);
    }

    [Fact]
    public async Task When_a_timestamp_is_more_than_an_hour_ahead_Should_refuse_the_record()
    {
        var topic = await Kafka.NewTopicAsync();
        using var producer = Kafka.Producer();
        var error = await Should.ThrowAsync<ProduceException<string, string>>(() => producer.SendAsync(
            topic,
            new Message<string, string>
            {
                Value = "x",
                Timestamp = new Timestamp(TimeProvider.System.GetUtcNow().AddMinutes(61)),
            }));
        error.Error.Code.ShouldBe(ErrorCode.InvalidTimestamp);
    }

    [Fact]
    public async Task When_a_record_is_larger_than_the_topic_allows_Should_refuse_it()
    {
        var topic = await Kafka.NewTopicAsync(configs: new(StringComparer.Ordinal) { ["max.message.bytes"] = "1000" });
        using var producer = Kafka.Producer();
        var error = await Should.ThrowAsync<ProduceException<string, string>>(
            () => producer.SendAsync(topic, new Message<string, string> { Value = new string('x', 2000) }));
        error.Error.Code.ShouldBe(ErrorCode.MsgSizeTooLarge);
    }

    [Fact]
    public async Task When_two_consumers_share_a_group_Should_split_the_partitions_and_hand_over()
    {
        var topic = await Kafka.NewTopicAsync(partitions: 4);
        var group = KafkaClients.Name("group");
        using var first = Kafka.Consumer(group);
        using var second = Kafka.Consumer(group);
        first.Subscribe(topic);
        second.Subscribe(topic);
        KafkaClients.WaitUntil(() =>
        {
            first.Consume(TimeSpan.FromMilliseconds(20));
            second.Consume(TimeSpan.FromMilliseconds(20));
            return first.Assignment.Count == 2 && second.Assignment.Count == 2;
        });
        second.Close();
        KafkaClients.WaitUntil(() =>
        {
            first.Consume(TimeSpan.FromMilliseconds(20));
            return first.Assignment.Count == 4;
        });
    }

    [Fact]
    public async Task When_a_static_member_restarts_Should_keep_the_generation()
    {
        var topic = await Kafka.NewTopicAsync(partitions: 2);
        var group = KafkaClients.Name("group");
        var rebalances = 0;
        using var other = Kafka.Consumer(group, configure: config => config.GroupInstanceId = "other");
        other.Subscribe(topic);
        var restarting = Kafka.Consumer(group, configure: config => config.GroupInstanceId = "restarting");
        restarting.Subscribe(topic);
        KafkaClients.WaitUntil(() =>
        {
            other.Consume(TimeSpan.FromMilliseconds(20));
            restarting.Consume(TimeSpan.FromMilliseconds(20));
            return other.Assignment.Count == 1 && restarting.Assignment.Count == 1;
        });
        var kept = restarting.Assignment.Single();
        restarting.Close();
        restarting.Dispose();
        using var restarted = Kafka.Consumer(group, configure: config => config.GroupInstanceId = "restarting");
        restarted.Subscribe(topic);
        KafkaClients.WaitUntil(() =>
        {
            if (other.Consume(TimeSpan.FromMilliseconds(20)) is null && other.Assignment.Count != 1)
                rebalances++;
            restarted.Consume(TimeSpan.FromMilliseconds(20));
            return restarted.Assignment.Count == 1;
        });
        restarted.Assignment.Single().ShouldBe(kept);
        rebalances.ShouldBe(0);
    }

    [Fact]
    public async Task When_offsets_are_committed_Should_resume_behind_them()
    {
        var topic = await Kafka.NewTopicAsync();
        var group = KafkaClients.Name("group");
        using var producer = Kafka.Producer();
        for (var i = 0; i < 4; i++)
            await producer.SendAsync(topic, new Message<string, string> { Value = $"{i}" });
        using (var consumer = Kafka.Consumer(group))
        {
            consumer.Subscribe(topic);
            consumer.Consume(Patience);
            consumer.Commit(consumer.Consume(Patience));
            consumer.Close();
        }
        using var next = Kafka.Consumer(group);
        next.Subscribe(topic);
        next.Consume(Patience)!.Message.Value.ShouldBe("2");
    }

    [Fact]
    public async Task When_groups_are_listed_described_and_deleted_Should_agree()
    {
        var topic = await Kafka.NewTopicAsync();
        var group = KafkaClients.Name("group");
        using var admin = Kafka.Admin();
        using (var consumer = Kafka.Consumer(group))
        {
            consumer.Subscribe(topic);
            KafkaClients.WaitUntil(() =>
            {
                consumer.Consume(TimeSpan.FromMilliseconds(20));
                return consumer.Assignment.Count == 1;
            });
            var described = admin.ListGroup(group, Patience);
            described.State.ShouldBe("Stable");
            described.ProtocolType.ShouldBe("consumer");
            described.Members.Single().MemberId.ShouldBe(consumer.MemberId);
            var refused = await Should.ThrowAsync<DeleteGroupsException>(() => admin.DeleteGroupsAsync([group]));
            refused.Results[0].Error.Code.ShouldBe(ErrorCode.NonEmptyGroup);
            consumer.Close();
        }
        admin.ListGroups(Patience).ShouldContain(item => item.Group == group);
        await admin.DeleteGroupsAsync([group]);
        admin.ListGroups(Patience).ShouldNotContain(item => item.Group == group);
    }

    [Fact]
    public async Task When_a_topic_is_deleted_and_made_again_Should_start_empty()
    {
        var topic = await Kafka.NewTopicAsync();
        using (var producer = Kafka.Producer())
            await producer.SendAsync(topic, new Message<string, string> { Value = "old" });
        using var admin = Kafka.Admin();
        await admin.DeleteTopicsAsync([topic]);
        KafkaClients.WaitUntil(() => admin.GetMetadata(Patience).Topics.TrueForAll(item => item.Topic != topic));
        await admin.CreateTopicsAsync(
            [new TopicSpecification { Name = topic, NumPartitions = 1, ReplicationFactor = 1 }]);
        KafkaClients.WaitUntil(() => admin.GetMetadata(topic, Patience).Topics[0].Partitions.Count == 1);
        using (var producer = Kafka.Producer())
            await producer.SendAsync(topic, new Message<string, string> { Value = "new" });
        Kafka.ReadAll(topic).ShouldBe(["new"]);
    }
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedClientTests(EmbeddedKafkaFixture broker)
    : ClientRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheClientTests(ApacheKafkaFixture broker) : ClientRules(broker);
