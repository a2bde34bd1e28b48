using System.Runtime.ExceptionServices;
using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>A static member of a consumer group with the eager range assignment.</summary>
sealed class KafkaLogConsumer : ILogConsumer
{
    static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(5);

    readonly IConsumer<byte[]?, byte[]?> _client;
    readonly RecordPoller _poller;
    readonly Action<string>? _onError;
    IAssignmentListener? _listener;
    ExceptionDispatchInfo? _listenersFailure;
    bool _closed;

    public KafkaLogConsumer(Dictionary<string, string> settings, Action<string>? onError)
    {
        _onError = onError;
        _client = new ConsumerBuilder<byte[]?, byte[]?>(settings)
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => onError?.Invoke($"consumer: {error.Reason}"))
            .SetPartitionsAssignedHandler((_, partitions) => OnAssigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => OnRevoked(partitions))
            .SetPartitionsLostHandler((_, partitions) => OnLost(partitions))
            .Build();
        _poller = new RecordPoller(_client.Handle, ClientSettings.QueuedBytes(settings));
    }

    public void Subscribe(IReadOnlyCollection<string> topics, IAssignmentListener listener)
    {
        _listener = listener;
        Guard("subscribe", () => _client.Subscribe(topics));
    }

    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        var count = _poller.Poll(batch, timeout);
        ThrowListenersFailure();
        return count;
    }

    public void ReadFrom(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        _poller.Reset(positions);
        // A new assignment with explicit offsets, since a seek right after an assignment can lose against the lookup
        // of the assignment's own start.
        Guard("reading from positions", () => _client.Assign(positions.Select(KafkaRecords.ToKafka)));
    }

    public void Commit(IReadOnlyCollection<TopicPartitionOffset> offsets) =>
        Guard("commit of offsets", () => _client.Commit(offsets.Select(KafkaRecords.ToKafka)));

    public IGroupMetadata CaptureGroupMetadata() => new KafkaGroupMetadata(_client.ConsumerGroupMetadata);

    public long? CachedEnd(TopicPartition partition)
    {
        var end = _client.GetWatermarkOffsets(KafkaRecords.ToKafka(partition)).High;
        return end.IsSpecial ? null : end.Value;
    }

    public long? Position(TopicPartition partition) => _poller.Position(partition);

    public void Close(bool leave)
    {
        if (_closed)
            return;
        _closed = true;
        if (leave)
            Leave();
        _poller.Dispose();
        Guard("close", _client.Close);
        ThrowListenersFailure();
    }

    public void Dispose()
    {
        // Whoever disposes without closing wants no work to be finished.
        _listener = null;
        try
        {
            Close(leave: false);
        }
        catch (LogTransportException error)
        {
            // A consumer that has failed for good cannot close in good order; what it holds is freed all the same.
            _onError?.Invoke($"consumer: {error.Message}");
        }
        _client.Dispose();
    }

    // A static member leaves only by giving up its subscription and polling until that is done.
    void Leave()
    {
        Guard("unsubscribe", _client.Unsubscribe);
        var poll = TimeSpan.FromMilliseconds(50);
        for (var waited = TimeSpan.Zero; _client.Assignment.Count > 0 && waited < LeaveTimeout; waited += poll)
            _client.Consume(poll);
    }

    IEnumerable<Confluent.Kafka.TopicPartitionOffset> OnAssigned(List<Confluent.Kafka.TopicPartition> partitions)
    {
        _poller.Reset([]);
        // A join that completes while the consumer closes: its generation must not be asked for any more.
        if (!_closed)
            Tell(listener => listener.Assigned(partitions.ConvertAll(KafkaRecords.FromKafka)));
        return [];
    }

    void OnRevoked(List<Confluent.Kafka.TopicPartitionOffset> partitions) =>
        Tell(listener => listener.Revoked(
            partitions.ConvertAll(position => KafkaRecords.FromKafka(position.TopicPartition))));

    void OnLost(List<Confluent.Kafka.TopicPartitionOffset> partitions) =>
        Tell(listener => listener.Lost(
            partitions.ConvertAll(position => KafkaRecords.FromKafka(position.TopicPartition))));

    // An exception must not pass through the library's own frames: it is thrown when the call has returned.
    void Tell(Action<IAssignmentListener> call)
    {
        try
        {
            if (_listener is { } listener)
                call(listener);
        }
        catch (Exception error)
        {
            _listenersFailure ??= ExceptionDispatchInfo.Capture(error);
        }
    }

    void ThrowListenersFailure()
    {
        if (_listenersFailure is not { } failure)
            return;
        _listenersFailure = null;
        failure.Throw();
    }

    static void Guard(string call, Action action)
    {
        try
        {
            action();
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.Call(error, call);
        }
    }
}
