using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// One side of a stream-stream join. Two of these share a store: each looks up what the other has kept.
/// </summary>
/// <param name="side">The side.</param>
/// <param name="descriptor">The store of both.</param>
/// <param name="serdes">How keys and values are kept.</param>
/// <param name="joiner">Gets key, value of this side, value of the other side.</param>
internal sealed partial class StreamJoinNode<TKey, TThis, TOther, TOut>(
    JoinSide side,
    StreamJoinStoreDescriptor descriptor,
    JoinSerdes<TKey, TThis, TOther> serdes,
    Func<TKey, TThis?, TOther?, TOut> joiner)
    : OperatorNode<TKey, TThis, TKey, TOut>
{
    readonly ScratchBuffer _key = new();
    readonly bool _likeKafka = side.Bounds.Timing == JoinTiming.KafkaStreams;
    StoreOverlay? _store;
    JoinBuffer? _mine;
    JoinBuffer? _others;
    WaitingRecords? _waiting;
    WaitingRecords? _othersWaiting;

    public override void Attach(string name, TaskContext context)
    {
        base.Attach(name, context);
        var shared = (StreamJoinStore)context.Stores!.Get(descriptor);
        _store = shared.Entries;
        _mine = shared.Kept(side.Number);
        _others = shared.Kept(side.OtherNumber);
        _waiting = new(_store, WaitingTable(side.Number));
        _othersWaiting = new(_store, WaitingTable(side.OtherNumber));
    }

    public override void Process(in Record<TKey, TThis> record)
    {
        var times = StreamJoinTimes.Read(_store!);
        times.StreamTime = Math.Max(times.StreamTime, record.Timestamp);
        if (record.Key is not null && record.Value is not null)
            Join(record, ref times);
        else if (record.Value is not null && side.KeepsUnmatched)
            ForwardAlone(record);
        else
            Context.Counters.NullDropped++;
        times.Write(_store!);
    }

    void Join(in Record<TKey, TThis> record, ref StreamJoinTimes times)
    {
        if (record.Timestamp == times.StreamTime)
            ForwardUnmatched(record, ref times);
        _key.Clear();
        serdes.Keys.Serialize(record.Key, _key);
        var value = _mine!.Value;
        value.Clear();
        serdes.Values.Serialize(record.Value, value);
        var isLate = !_likeKafka && side.Closes(record.Timestamp) < times.StreamTime;
        var found = !isLate && ForwardMatches(record, ref times);
        if (!found && side.KeepsUnmatched)
            Wait(record, ref times);
        else if (isLate)
            Context.Counters.LateDropped++;
        if (!isLate)
            Keep(record.Timestamp, ref times);
        _mine.Expire(ref times, ExpiredUpTo(side.Number, side.Ahead, times));
        _others!.Expire(ref times, ExpiredUpTo(side.OtherNumber, side.Back, times));
    }

    bool ForwardMatches(in Record<TKey, TThis> record, ref StreamJoinTimes times)
    {
        var oldest = ExpiredUpTo(side.OtherNumber, side.Back, times) + 1;
        var from = Math.Max(record.Timestamp - side.Back, Math.Max(oldest, 0));
        var to = Math.Min(record.Timestamp + side.Ahead, times.Newest(side.OtherNumber));
        if (from > to)
            return false;
        var recent = _others!.Recent(times);
        var found = from < recent.CoveredFrom && ForwardScanned(record, from, Math.Min(to, recent.CoveredFrom - 1));
        recent.Find(_key.Span, Math.Max(from, recent.CoveredFrom), to);
        for (var index = 0; index < recent.Found; index++)
            ForwardMatch(record, recent.Time(index), serdes.Others.Deserialize(recent.Value(index)));
        return found || recent.Found > 0;
    }

    bool ForwardScanned(in Record<TKey, TThis> record, long from, long to)
    {
        var found = false;
        var (first, last) = _others!.Segments(from, to);
        for (var segment = first; segment <= last; segment++)
        {
            using var matches = _others.Scan(segment, _key.Span, from, to);
            while (matches.MoveNext())
            {
                found = true;
                ForwardMatch(record, JoinBuffer.Timestamp(matches.Key), serdes.Others.Deserialize(matches.Value));
            }
        }
        return found;
    }

    void ForwardMatch(in Record<TKey, TThis> record, long timestamp, TOther other)
    {
        if (side.OtherKeepsUnmatched)
            _othersWaiting!.Remove(timestamp, _key.Span);
        var joined = joiner(record.Key, record.Value, other);
        Forward(new(record.Key, joined, Math.Max(record.Timestamp, timestamp), record.Headers));
    }

    void Wait(in Record<TKey, TThis> record, ref StreamJoinTimes times)
    {
        var isPast = _likeKafka
            ? record.Timestamp + side.Ahead < times.StreamTime
            : side.Closes(record.Timestamp) < times.StreamTime;
        if (isPast)
        {
            ForwardAlone(record);
            return;
        }
        _waiting!.Add(record.Timestamp, _key.Span, _mine!.Value.Span);
        times.SetFirstWaiting(side.Number, Math.Min(times.FirstWaiting(side.Number), record.Timestamp));
        times.SearchedUpTo = Math.Min(times.SearchedUpTo, record.Timestamp);
    }

    void Keep(long timestamp, ref StreamJoinTimes times)
    {
        times.SetNewest(side.Number, Math.Max(times.Newest(side.Number), timestamp));
        if (timestamp > ExpiredUpTo(side.Number, side.Ahead, times))
            _mine!.Add(ref times, _key.Span, timestamp);
    }

    void ForwardAlone(in Record<TKey, TThis> record) =>
        Forward(record.WithValue(joiner(record.Key, record.Value, default)));

    /// <summary>Behind the times (0) and the kept records of both sides (1 and 2).</summary>
    static byte WaitingTable(int number) => (byte)(3 + number);

    /// <summary>Kept records of a side up to this time match nothing any more.</summary>
    long ExpiredUpTo(int number, long ahead, in StreamJoinTimes times) => _likeKafka
        ? times.Newest(number) - side.Bounds.Retention
        : times.StreamTime - ahead - side.Bounds.Grace - 1;
}
