using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace StreamApps.EmbeddedKafka.Tests.Brokers;

/// <summary>
/// Clients of one broker, with short helper calls; topic, group and transactional names are made unique.
/// </summary>
public sealed class KafkaClients(string bootstrap)
{
    static int s_names;

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    public string Bootstrap { get; } = bootstrap;

    public static string Name(string prefix) =>
        $"{prefix}-{Environment.ProcessId}-{Interlocked.Increment(ref s_names)}";

    public async Task<string> NewTopicAsync(int partitions = 1, Dictionary<string, string>? configs = null)
    {
        var name = Name("topic");
        using var admin = Admin();
        await admin.CreateTopicsAsync(
            [new TopicSpecification
            {
                Name = name,
                NumPartitions = partitions,
                ReplicationFactor = 1,
                Configs = configs,
            }]);
        WaitUntil(() => admin.GetMetadata(name, Patience).Topics is [{ Error.IsError: false } topic]
            && topic.Partitions.Count == partitions && topic.Partitions.All(partition => partition.Leader >= 0));
        return name;
    }

    public IAdminClient Admin() =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Bootstrap }).Build();

    public IProducer<string, string> Producer(string? transactionalId = null, Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = Bootstrap,
            EnableIdempotence = true,
            LingerMs = 0,
            TransactionalId = transactionalId,
            RetryBackoffMs = 5,
        };
        configure?.Invoke(config);
        return new ProducerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    public IConsumer<string, string> Consumer(
        string? group = null, IsolationLevel isolation = IsolationLevel.ReadCommitted,
        Action<ConsumerConfig>? configure = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = Bootstrap,
            GroupId = group ?? Name("group"),
            IsolationLevel = isolation,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            SessionTimeoutMs = 6000,
            HeartbeatIntervalMs = 500,
            FetchWaitMaxMs = 100,
        };
        configure?.Invoke(config);
        return new ConsumerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>All values of a partition up to its end as the isolation level sees it.</summary>
    public List<string> ReadAll(
        string topic, IsolationLevel isolation = IsolationLevel.ReadCommitted, int partition = 0)
    {
        using var consumer = Consumer(isolation: isolation);
        consumer.Assign(new TopicPartitionOffset(topic, partition, Offset.Beginning));
        var values = new List<string>();
        while (true)
        {
            var result = consumer.Consume(Patience).ShouldNotBeNull("neither a record nor the end came");
            if (result.IsPartitionEOF)
                return values;
            values.Add(result.Message.Value);
        }
    }

    /// <summary>A group's committed offset of a partition; null when there is none.</summary>
    public async Task<long?> CommittedAsync(string group, string topic, int partition = 0)
    {
        using var admin = Admin();
        var result = await admin.ListConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitions(group, [new TopicPartition(topic, partition)])]);
        var offset = result[0].Partitions[0].Offset;
        return offset == Offset.Unset ? null : offset.Value;
    }

    /// <summary>
    /// The same once no transaction is about to change it: Kafka answers a commit before it has written the markers.
    /// </summary>
    public async Task<long?> StableCommittedAsync(string group, string topic, int partition = 0)
    {
        using var admin = Admin();
        var start = TimeProvider.System.GetTimestamp();
        var spin = new SpinWait();
        while (true)
        {
            try
            {
                var result = await admin.ListConsumerGroupOffsetsAsync(
                    [new ConsumerGroupTopicPartitions(group, [new TopicPartition(topic, partition)])],
                    new ListConsumerGroupOffsetsOptions { RequireStableOffsets = true });
                var offset = result[0].Partitions[0].Offset;
                return offset == Offset.Unset ? null : offset.Value;
            }
            catch (ListConsumerGroupOffsetsException error) when (error.Results.TrueForAll(IsUnstable)
                && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                spin.SpinOnce();
            }
        }
    }

    static bool IsUnstable(ListConsumerGroupOffsetsReport report) =>
        report.Error.Code == ErrorCode.UnstableOffsetCommit
        || report.Partitions.Any(partition => partition.Error.Code == ErrorCode.UnstableOffsetCommit);

    /// <summary>Polls until a condition holds.</summary>
    public static void WaitUntil(Func<bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        var spin = new SpinWait();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience, "the condition did not come true");
            spin.SpinOnce();
        }
    }
}
