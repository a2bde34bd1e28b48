using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using StreamApps.Kafka.Native;
using StreamApps.Transport;
using static StreamApps.Kafka.Native.RdKafka;

namespace StreamApps.Kafka;

/// <summary>
/// Fills batches from a client by the library's batch consume, and follows its positions over control records by the
/// end-of-partition events. The client's callbacks run inside, on the caller's thread.
/// </summary>
sealed unsafe class RecordPoller : IDisposable
{
    const int MostAtATime = 4096;
    const int NotAvailable = 0;

    readonly SafeHandle _client;
    readonly nint _queue;
    readonly NativeMessage** _messages = (NativeMessage**)NativeMemory.Alloc(MostAtATime, (nuint)sizeof(nint));
    readonly Dictionary<TopicPartition, ReadPosition> _positions = [];
    readonly Dictionary<(nint Topic, int Partition), ReadPosition?> _byHandle = [];
    (nint Topic, int Partition) _lastHandle;
    ReadPosition? _last;
    readonly FetchWaker _waker;
    readonly bool _headers;
    readonly long _wakeAfterBytes;
    LogTransportException? _held;
    long _bytes;
    bool _disposed;

    /// <param name="client">The client, which stays the caller's.</param>
    /// <param name="queueBytes">The most that it fetches ahead.</param>
    /// <param name="headers">Whether records come with their headers.</param>
    public RecordPoller(Handle client, long queueBytes, bool headers = true)
    {
        _headers = headers;
        _client = Native(client);
        _queue = rd_kafka_queue_get_consumer(_client.DangerousGetHandle());
        _waker = new FetchWaker(_client.DangerousGetHandle());
        _wakeAfterBytes = queueBytes / 4;
    }

    /// <summary>The offset of the next record to come, or null when the partition is not read.</summary>
    public long? Position(TopicPartition partition) =>
        _positions.TryGetValue(partition, out var position) ? position.Next : null;

    /// <summary>
    /// What is read from here on: records of other partitions are of a former assignment, and left out.
    /// </summary>
    public void Reset(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        _positions.Clear();
        _byHandle.Clear();
        (_last, _lastHandle) = (null, default);
        foreach (var position in positions)
            _positions[position.Partition] = new(position.Partition, position.Offset);
        _waker.Reset([.. _positions.Keys]);
    }

    /// <summary>Lets go of all that was fetched, when nothing is read.</summary>
    public void Discard()
    {
        var none = new LogRecordBatch(1);
        while (Take(none, MostAtATime, TimeSpan.Zero) > 0)
        {
            // Each is destroyed, since its partition is not read.
        }
        _held = null;
    }

    /// <summary>Takes what is there; waits for the first message or event only.</summary>
    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        ThrowHeld();
        var before = batch.Count;
        // The library waits until a batch is full: so the first is asked for alone, and the rest
        // is what is already here.
        var taken = Take(batch, 1, timeout);
        while (taken > 0 && !batch.IsFull)
        {
            var wanted = Math.Min(batch.Capacity - batch.Count, MostAtATime);
            taken = Take(batch, wanted, TimeSpan.Zero);
            if (taken < wanted)
                break;
        }
        if (batch.Count == before)
            ThrowHeld();
        if (_bytes >= _wakeAfterBytes)
        {
            _bytes = 0;
            _waker.Wake();
        }
        return batch.Count - before;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _waker.Dispose();
        rd_kafka_queue_destroy(_queue);
        NativeMemory.Free(_messages);
    }

    int Take(LogRecordBatch batch, int wanted, TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var count = (int)rd_kafka_consume_batch_queue(
            _queue, (int)Math.Ceiling(timeout.TotalMilliseconds), _messages, (nuint)wanted);
        for (var index = 0; index < count; index++)
        {
            Take(batch, _messages[index]);
            rd_kafka_message_destroy(_messages[index]);
        }
        return count;
    }

    void Take(LogRecordBatch batch, NativeMessage* message)
    {
        if (message->Error == 0)
        {
            if (Find(message) is not { } position || message->Offset < position.Next)
                return;
            position.Next = message->Offset + 1;
            _bytes += (long)(message->KeyLength + message->PayloadLength);
            int type;
            var time = rd_kafka_message_timestamp(message, &type);
            batch.Add(
                position.Partition,
                message->Offset,
                type == NotAvailable ? -1 : time,
                new ReadOnlySpan<byte>(message->Key, (int)message->KeyLength),
                message->Key is not null,
                new ReadOnlySpan<byte>(message->Payload, (int)message->PayloadLength),
                message->Payload is not null,
                _headers ? NativeHeaders.Read(message) : null);
            return;
        }
        if ((ErrorCode)message->Error != ErrorCode.Local_PartitionEOF)
            Hold(message);
        else if (Find(message) is { } position)
            position.Next = Math.Max(position.Next, message->Offset);
    }

    // Records that were taken beside it are handed over first: their positions have moved on.
    void Hold(NativeMessage* message)
    {
        var place = message->Topic == 0
            ? "poll"
            : $"reading {NativeErrors.Text(rd_kafka_topic_name(message->Topic))}-{message->Partition} "
                + $"at {message->Offset}";
        var error = KafkaErrors.Call(NativeErrors.Of(_client.DangerousGetHandle(), message), retriable: false, place);
        if (_held is null || _held.Kind == LogErrorKind.Retriable)
            _held = error;
    }

    void ThrowHeld()
    {
        if (_held is not { } held)
            return;
        _held = null;
        throw held;
    }

    ReadPosition? Find(NativeMessage* message)
    {
        var handle = (message->Topic, message->Partition);
        if (handle == _lastHandle)
            return _last;
        if (!_byHandle.TryGetValue(handle, out var position))
        {
            var topic = NativeErrors.Text(rd_kafka_topic_name(message->Topic));
            _positions.TryGetValue(new TopicPartition(topic, message->Partition), out position);
            _byHandle.Add(handle, position);
        }
        (_lastHandle, _last) = (handle, position);
        return position;
    }

    static SafeHandle Native(Handle client) =>
        typeof(Handle)
            .GetProperty("LibrdkafkaHandle", BindingFlags.Instance | BindingFlags.NonPublic)
            ?.GetValue(client) as SafeHandle
        ?? throw new LogTransportException(
            LogErrorKind.Fatal, "this Confluent.Kafka hides its native client elsewhere");

    sealed class ReadPosition(TopicPartition partition, long next)
    {
        public TopicPartition Partition => partition;

        public long Next { get; set; } = next;
    }
}
