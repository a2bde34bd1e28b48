using Confluent.Kafka;
using Confluent.Kafka.Admin;
using StreamApps.Transport;
using TopicDescription = StreamApps.Transport.TopicDescription;

namespace StreamApps.Kafka;

/// <summary>
/// Topics and offsets, by the admin client and an uncommitted reader for the true ends of partitions.
/// </summary>
sealed class KafkaLogAdmin : ILogAdmin
{
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LeaderPoll = TimeSpan.FromMilliseconds(20);

    readonly IAdminClient _client;
    readonly Dictionary<string, string> _settings;
    readonly Dictionary<string, IConsumer<byte[]?, byte[]?>> _groups = new(StringComparer.Ordinal);
    IConsumer<byte[]?, byte[]?>? _offsets;

    public KafkaLogAdmin(Dictionary<string, string> settings, Action<string>? onError)
    {
        _settings = settings;
        _client = new AdminClientBuilder(settings)
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => onError?.Invoke($"admin: {error.Reason}"))
            .Build();
    }

    public IReadOnlyList<string> List() =>
        Call("listing topics", () => _client.GetMetadata(CallTimeout)).Topics.ConvertAll(topic => topic.Topic);

    public IReadOnlyDictionary<string, TopicDescription> Describe(IReadOnlyCollection<string> topics)
    {
        var metadata = Call("describing topics", () => _client.GetMetadata(CallTimeout)).Topics
            .Where(topic => topics.Contains(topic.Topic, StringComparer.Ordinal) && !topic.Error.IsError)
            .ToDictionary(topic => topic.Topic, topic => topic.Partitions.Count, StringComparer.Ordinal);
        if (metadata.Count == 0)
            return new Dictionary<string, TopicDescription>(StringComparer.Ordinal);

        var resources = metadata.Keys.Select(name => new ConfigResource { Type = ResourceType.Topic, Name = name });
        var options = new DescribeConfigsOptions { RequestTimeout = CallTimeout };
        var configs = Call("describing topics", () => Finish(_client.DescribeConfigsAsync(resources, options)));
        return configs.ToDictionary(
            config => config.ConfigResource.Name,
            config => new TopicDescription(
                config.ConfigResource.Name,
                metadata[config.ConfigResource.Name],
                config.Entries.Values.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal)),
            StringComparer.Ordinal);
    }

    public void Create(IReadOnlyCollection<TopicSpec> topics, TimeSpan timeout)
    {
        if (topics.Count == 0)
            return;
        var specifications = topics.Select(topic => new TopicSpecification
        {
            Name = topic.Name,
            NumPartitions = topic.Partitions,
            ReplicationFactor = topic.ReplicationFactor ?? -1,
            Configs = topic.Settings.ToDictionary(StringComparer.Ordinal),
        });
        try
        {
            Finish(_client.CreateTopicsAsync(specifications, new CreateTopicsOptions { RequestTimeout = timeout }));
        }
        catch (CreateTopicsException error)
        {
            var failed = error.Results.FirstOrDefault(
                result => result.Error.IsError && result.Error.Code != ErrorCode.TopicAlreadyExists);
            if (failed is not null)
            {
                throw new LogTransportException(
                    LogErrorKind.Rejected, $"topic {failed.Topic} cannot be created: {failed.Error.Reason}", error);
            }
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.Call(error, "creating topics");
        }
        AwaitLeaders(topics, timeout);
    }

    public void DeleteRecords(IReadOnlyCollection<TopicPartitionOffset> before)
    {
        var offsets = before.Select(item => new Confluent.Kafka.TopicPartitionOffset(
            KafkaRecords.ToKafka(item.Partition), new Offset(item.Offset)));
        var options = new DeleteRecordsOptions { RequestTimeout = CallTimeout, OperationTimeout = CallTimeout };
        Call("deleting records", () => Finish(_client.DeleteRecordsAsync(offsets, options)));
    }

    public IReadOnlyDictionary<TopicPartition, OffsetRange> Offsets(IReadOnlyCollection<TopicPartition> partitions)
    {
        // The true end of the log, open transactions included: what a restore must have seen.
        _offsets ??= OffsetClient("offsets", "read_uncommitted");
        var ranges = new Dictionary<TopicPartition, OffsetRange>(partitions.Count);
        foreach (var partition in partitions)
        {
            var range = AwaitLeader(
                $"reading the offsets of {partition}",
                () => _offsets.QueryWatermarkOffsets(KafkaRecords.ToKafka(partition), CallTimeout));
            ranges[partition] = new OffsetRange(range.Low.Value, range.High.Value);
        }
        return ranges;
    }

    public IReadOnlyDictionary<TopicPartition, long> CommittedOffsets(
        string group, IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout)
    {
        if (!_groups.TryGetValue(group, out var client))
        {
            // Never subscribed, so no member; read-committed isolation is what makes librdkafka ask for stable offsets.
            client = OffsetClient(group, "read_committed");
            _groups.Add(group, client);
        }
        return Call($"reading the committed offsets of group {group}", () => client
            .Committed(partitions.Select(KafkaRecords.ToKafka), timeout)
            .Where(position => position.Offset.Value >= 0)
            .ToDictionary(
                position => KafkaRecords.FromKafka(position.TopicPartition), position => position.Offset.Value));
    }

    public void Dispose()
    {
        foreach (var client in _groups.Values)
            client.Dispose();
        _offsets?.Dispose();
        _client.Dispose();
    }

    IConsumer<byte[]?, byte[]?> OffsetClient(string group, string isolation) =>
        new ConsumerBuilder<byte[]?, byte[]?>(new Dictionary<string, string>(_settings, StringComparer.Ordinal)
        {
            ["group.id"] = group,
            ["enable.auto.commit"] = "false",
            ["isolation.level"] = isolation,
        }).SetLogHandler(static (_, _) => { }).Build();

    // A topic that was just created can refuse a producer's first batch and take its second.
    void AwaitLeaders(IReadOnlyCollection<TopicSpec> topics, TimeSpan timeout)
    {
        using var pause = new ManualResetEventSlim();
        for (var waited = TimeSpan.Zero; ; waited += LeaderPoll)
        {
            var missing = topics.FirstOrDefault(topic => !HasLeaders(topic.Name));
            if (missing is null)
                return;
            if (waited >= timeout)
                throw new LogTransportException(
                    LogErrorKind.Retriable, $"topic {missing.Name} has no leaders after {timeout}");
            pause.Wait(LeaderPoll);
        }
    }

    bool HasLeaders(string name)
    {
        var topic = Call("describing topics", () => _client.GetMetadata(name, CallTimeout)).Topics
            .Find(found => string.Equals(found.Topic, name, StringComparison.Ordinal));
        return topic is { Error.IsError: false, Partitions.Count: > 0 }
            && topic.Partitions.TrueForAll(partition => partition.Leader >= 0 && !partition.Error.IsError);
    }

    // A leader that is named may not lead yet: it refuses the first requests after its topic was created.
    static T AwaitLeader<T>(string call, Func<T> action)
    {
        using var pause = new ManualResetEventSlim();
        for (var waited = TimeSpan.Zero; ; waited += LeaderPoll)
        {
            try
            {
                return Call(call, action);
            }
            catch (LogTransportException error) when (waited < CallTimeout && error.InnerException
                is KafkaException { Error.Code: ErrorCode.NotLeaderForPartition or ErrorCode.LeaderNotAvailable })
            {
                pause.Wait(LeaderPoll);
            }
        }
    }

    // The admin client's calls complete on its own background thread, so waiting here blocks nothing else.
    static T Finish<T>(Task<T> task) => task.GetAwaiter().GetResult();

    static void Finish(Task task) => task.GetAwaiter().GetResult();

    static T Call<T>(string call, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.Call(error, call);
        }
    }
}
