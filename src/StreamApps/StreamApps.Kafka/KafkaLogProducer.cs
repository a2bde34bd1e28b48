using Confluent.Kafka;
using StreamApps.Kafka.Native;
using StreamApps.Transport;
using static StreamApps.Kafka.Native.RdKafka;

namespace StreamApps.Kafka;

/// <summary>
/// An idempotent producer, transactional when it has an id. Delivery reports are taken on the caller's own thread:
/// while it sends, flushes or commits.
/// </summary>
sealed unsafe class KafkaLogProducer : ILogProducer
{
    const int MostArguments = 8;
    const int QueueFullWaitMilliseconds = 50;

    // Reports are taken in between, so that delivered messages do not wait in memory for the commit.
    const int SendsBetweenPolls = 256;

    readonly NativeProducerHandle _handle;
    readonly bool _transactional;
    readonly ProduceArgument[] _arguments = GC.AllocateArray<ProduceArgument>(MostArguments, pinned: true);
    readonly Dictionary<TopicPartition, int> _trackNumbers = [];
    readonly List<long?> _delivered = [];
    Error? _firstDeliveryError;
    int _sends;

    public KafkaLogProducer(IReadOnlyDictionary<string, string> settings, Action<string>? onError)
    {
        _transactional = settings.ContainsKey("transactional.id");
        _handle = new NativeProducerHandle(settings, OnDelivery, onError);
    }

    public void InitTransactions(TimeSpan timeout) =>
        NativeErrors.Check(rd_kafka_init_transactions(_handle.Client, Milliseconds(timeout)), "init of transactions");

    public void BeginTransaction()
    {
        _ = rd_kafka_poll(_handle.Client, 0);
        for (var track = 0; track < _delivered.Count; track++)
            _delivered[track] = null;
        _firstDeliveryError = null;
        NativeErrors.Check(rd_kafka_begin_transaction(_handle.Client), "begin of the transaction");
    }

    public void Send(in OutgoingRecord record)
    {
        // An empty span pins to null, which would be a missing key or a tombstone.
        byte none = 0;
        fixed (byte* keyBytes = record.Key, valueBytes = record.Value)
        {
            var arguments = new ProduceArguments(_arguments);
            arguments.Add(ProduceArgumentKind.Topic).Pointer = _handle.Topic(record.Topic);
            arguments.Add(ProduceArgumentKind.Partition).Int32 = record.Partition ?? AnyPartition;
            arguments.Add(ProduceArgumentKind.Flags).Int32 = CopyPayload;
            if (record.HasKey)
                arguments.Add(ProduceArgumentKind.Key, keyBytes is null ? &none : keyBytes, record.Key.Length);
            if (record.HasValue)
                arguments.Add(ProduceArgumentKind.Value, valueBytes is null ? &none : valueBytes, record.Value.Length);
            if (record.Timestamp is { } time)
                arguments.Add(ProduceArgumentKind.Timestamp).Int64 = time;
            if (record.TrackOffset)
                arguments.Add(ProduceArgumentKind.Opaque).Pointer = TrackNumber(record);
            Send(ref arguments, record.Topic, record.Headers);
        }
        if (++_sends % SendsBetweenPolls == 0)
            _ = rd_kafka_poll(_handle.Client, 0);
    }

    public void Flush(TimeSpan timeout)
    {
        _ = rd_kafka_flush(_handle.Client, Milliseconds(timeout));
        var left = rd_kafka_outq_len(_handle.Client);
        var failed = _firstDeliveryError;
        _firstDeliveryError = null;
        if (failed is not null)
        {
            throw new LogTransportException(
                KafkaErrors.Classify(failed, requiresAbort: true, retriable: false),
                $"a record was not delivered: {failed.Reason} ({failed.Code})");
        }
        if (left > 0)
            throw new LogTransportException(
                LogErrorKind.Retriable, $"{left} records are not delivered after {timeout}");
    }

    public void SendOffsets(IReadOnlyCollection<TopicPartitionOffset> offsets, IGroupMetadata group, TimeSpan timeout)
    {
        var metadata = (KafkaGroupMetadata)group;
        if (!metadata.IsMember)
        {
            throw new LogTransportException(
                LogErrorKind.Abortable,
                $"offsets are not sent as generation {metadata.Generation}, member '{metadata.MemberId}': "
                + "the broker would accept them unchecked");
        }
        var list = rd_kafka_topic_partition_list_new(offsets.Count);
        nint member = 0;
        try
        {
            foreach (var position in offsets)
                rd_kafka_topic_partition_list_add(
                    list, position.Partition.Topic, position.Partition.Partition)->Offset = position.Offset;
            fixed (byte* bytes = metadata.Serialized)
                NativeErrors.Check(
                    rd_kafka_consumer_group_metadata_read(&member, bytes, (nuint)metadata.Serialized.Length),
                    "group metadata");
            NativeErrors.Check(
                rd_kafka_send_offsets_to_transaction(_handle.Client, list, member, Milliseconds(timeout)),
                "sending offsets to the transaction");
        }
        finally
        {
            rd_kafka_topic_partition_list_destroy(list);
            if (member != 0)
                rd_kafka_consumer_group_metadata_destroy(member);
        }
    }

    public void CommitTransaction(TimeSpan timeout) =>
        NativeErrors.Check(
            rd_kafka_commit_transaction(_handle.Client, Milliseconds(timeout)), "commit", endsTransaction: true);

    public void AbortTransaction(TimeSpan timeout) =>
        NativeErrors.Check(
            rd_kafka_abort_transaction(_handle.Client, Milliseconds(timeout)), "abort", endsTransaction: true);

    public long? DeliveredOffset(TopicPartition partition) =>
        _trackNumbers.TryGetValue(partition, out var number) ? _delivered[number - 1] : null;

    public void Dispose() => _handle.Dispose();

    void Send(ref ProduceArguments arguments, string topic, RecordHeaders? headers)
    {
        var native = headers is { Count: > 0 } ? NativeHeaders.Create(headers) : 0;
        if (native != 0)
            arguments.Add(ProduceArgumentKind.Headers).Pointer = native;
        while (true)
        {
            var error = rd_kafka_produceva(_handle.Client, arguments.Pointer, (nuint)arguments.Count);
            if (error == 0)
                return;
            if ((ErrorCode)rd_kafka_error_code(error) == ErrorCode.Local_QueueFull)
            {
                // Bounded memory: the caller waits for the broker. A broker that is gone ends the wait, as its messages
                // time out and the queue drains into a failed transaction.
                rd_kafka_error_destroy(error);
                _ = rd_kafka_poll(_handle.Client, QueueFullWaitMilliseconds);
                continue;
            }
            // Only a send that succeeds takes the headers over.
            if (native != 0)
                rd_kafka_headers_destroy(native);
            NativeErrors.Check(error, $"send to {topic}");
        }
    }

    int TrackNumber(in OutgoingRecord record)
    {
        var partition = new TopicPartition(record.Topic, record.Partition ?? throw new ArgumentException(
            $"a record to {record.Topic} whose offset is asked for needs a partition", nameof(record)));
        if (_trackNumbers.TryGetValue(partition, out var number))
            return number;
        _delivered.Add(null);
        _trackNumbers.Add(partition, _delivered.Count);
        return _delivered.Count;
    }

    void OnDelivery(NativeMessage* message)
    {
        if (message->Error == 0)
            _delivered[(int)message->Opaque - 1] = message->Offset < 0 ? null : message->Offset;
        else if (!_transactional || message->Opaque != 0)
            // A transaction fails as a whole; without one, each record must tell of its own failure.
            _firstDeliveryError ??= NativeErrors.Of(message->Error);
    }

    static int Milliseconds(TimeSpan time) => (int)Math.Ceiling(time.TotalMilliseconds);
}
