using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Joins records with the rows of a versioned table as they were at the records' times, after each has waited for the
/// grace, so that rows which come late are seen. Records come out by time, then key, then arrival.
/// </summary>
internal sealed class BufferedTableJoinNode<TKey, TValue, TTableValue, TValueOut>(
    BufferedJoinPlan<TKey, TValue> plan,
    Func<TaskContext, ITableReader<TKey, TTableValue>> open,
    Func<TKey, TValue, TTableValue?, TValueOut> joiner)
    : OperatorNode<TKey, TValue, TKey, TValueOut>
{
    const byte WaitingTable = 1;

    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _value = new();
    StoreOverlay? _store;
    WaitingRecords? _waiting;
    ITableReader<TKey, TTableValue>? _table;

    public override void Attach(string name, TaskContext context)
    {
        base.Attach(name, context);
        _store = context.Stores!.Overlay(plan.StoreName);
        _waiting = new(_store, WaitingTable);
    }

    public override void Init() => _table = open(Context);

    public override void Process(in Record<TKey, TValue> record)
    {
        // What is dropped does not move the join's time, as in Kafka Streams.
        if (record.Value is null || (record.Key is null && !plan.KeepUnmatched))
        {
            Context.Counters.NullDropped++;
            return;
        }
        var times = JoinBufferTimes.Read(_store!);
        times = times with { StreamTime = Math.Max(times.StreamTime, record.Timestamp) };
        if (record.Key is null || record.Timestamp + plan.Grace < times.StreamTime)
            Join(record);
        else
            times = ForwardDue(Buffer(record, times));
        times.Write(_store!);
    }

    JoinBufferTimes Buffer(in Record<TKey, TValue> record, JoinBufferTimes times)
    {
        _key.Clear();
        plan.Keys.Serialize(record.Key, _key);
        _value.Clear();
        _value.GetSpan(sizeof(int)).Clear();
        _value.Advance(sizeof(int));
        HeadersCodec.Write(record.Headers, _value);
        _value.SetInt32(0, _value.Length);
        plan.Values.Serialize(record.Value, _value);
        _waiting!.Add(record.Timestamp, _key.Span, _value.Span);
        return times with { First = Math.Min(times.First, record.Timestamp) };
    }

    JoinBufferTimes ForwardDue(JoinBufferTimes times)
    {
        if (times.First + plan.Grace > times.StreamTime)
            return times;
        using var waiting = _waiting!.Scan(times.First);
        while (waiting.MoveNext())
        {
            var timestamp = WaitingRecords.Timestamp(waiting.Key);
            if (timestamp + plan.Grace > times.StreamTime)
                return times with { First = timestamp };
            var key = plan.Keys.Deserialize(WaitingRecords.Key(waiting.Key));
            var values = waiting.Value;
            while (values.Length > 0)
            {
                var value = WaitingRecords.Next(ref values);
                var headersEnd = BinaryPrimitives.ReadInt32BigEndian(value);
                var headers = HeadersCodec.Read(value[sizeof(int)..headersEnd]);
                var content = value[headersEnd..];
                JoinWaiting(new(key, plan.Values.Deserialize(content), timestamp, headers), content);
            }
            _waiting.Remove(waiting.Key);
        }
        return times with { First = long.MaxValue };
    }

    /// <summary>A joiner that throws fails the record that waited, not the one that is being processed.</summary>
    void JoinWaiting(in Record<TKey, TValue> record, ReadOnlySpan<byte> value)
    {
        var row = default(Timestamped<TTableValue>);
        var found = _table!.TryGetAsOf(record.Key, record.Timestamp, out row);
        if (!found && !plan.KeepUnmatched)
            return;
        TValueOut joined;
        try
        {
            joined = joiner(record.Key, record.Value, found ? row.Value : default);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _key.Clear();
            plan.Keys.Serialize(record.Key, _key);
            Context.FailedAside.Add(new(this, error, _key.Span.ToArray(), value.ToArray(), record.Headers));
            return;
        }
        Forward(record.WithValue(joined));
    }

    void Join(in Record<TKey, TValue> record)
    {
        var row = default(Timestamped<TTableValue>);
        var found = record.Key is not null && _table!.TryGetAsOf(record.Key, record.Timestamp, out row);
        if (found || plan.KeepUnmatched)
            Forward(record.WithValue(joiner(record.Key!, record.Value, found ? row.Value : default)));
    }
}
