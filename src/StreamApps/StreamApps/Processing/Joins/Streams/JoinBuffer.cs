using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// The kept records of one side of a stream-stream join: 1 + side (1 byte), segment (8), length of the key (4), key,
/// timestamp (8), arrival (8). A look-up is a range scan in each segment that it touches; what expires goes segment by
/// segment, in steps between records, each from where the last one ended.
/// </summary>
internal sealed class JoinBuffer(StoreOverlay store, int side, long segmentLength)
{
    // Four for each record, so that they go quicker than they came, and no transaction has a whole segment of them; in
    // steps, as each opens a scan.
    const int MaxExpiredPerStep = 64;
    const int RecordsPerStep = 16;
    const int SegmentEnd = 1 + sizeof(long);

    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _limit = new();
    readonly ScratchBuffer _value = new();
    readonly RecentRecords _recent = new();
    long _losses = -1;
    int _recordsUntilStep;

    /// <summary>Where a record's value is written before <see cref="Add"/>.</summary>
    public ScratchBuffer Value => _value;

    ReadOnlySpan<byte> ResumeKey => side == 0 ? [0, 0] : [0, 1];

    /// <summary>Those of its records that are in memory as well.</summary>
    public RecentRecords Recent(in StreamJoinTimes times)
    {
        if (_losses != store.Losses)
        {
            _losses = store.Losses;
            _recent.Reset(times.Newest(side) + 1);
        }
        return _recent;
    }

    /// <summary>
    /// Keeps a record whose value was written to <see cref="Value"/>. Its time counts among the newest already.
    /// </summary>
    public void Add(ref StreamJoinTimes times, ReadOnlySpan<byte> key, long timestamp)
    {
        var segment = timestamp / segmentLength;
        Recent(times).Add(key, timestamp, times.Arrivals, _value.Span);
        Begin(_key, segment, key, timestamp);
        Append(_key, times.Arrivals++);
        store.Put(_key.Span, _value.Span);
        if (segment >= times.OldestSegment(side))
            return;
        times.SetOldestSegment(side, segment);
        store.Delete(ResumeKey);
    }

    /// <summary>The segments that hold the times from one to another.</summary>
    public (long First, long Last) Segments(long from, long to) => (from / segmentLength, to / segmentLength);

    /// <summary>The records of a key in a segment from one time to another, by time, then arrival.</summary>
    public IStateIterator Scan(long segment, ReadOnlySpan<byte> key, long from, long to)
    {
        Begin(_key, segment, key, from);
        Begin(_limit, segment, key, to + 1);
        return store.Scan(_key.Span, _limit.Span, backwards: false);
    }

    /// <summary>The time of a record that a scan has found.</summary>
    public static long Timestamp(ReadOnlySpan<byte> entry) =>
        BinaryPrimitives.ReadInt64BigEndian(entry[^(2 * sizeof(long))..]);

    /// <summary>
    /// Removes records of segments that lie wholly at or before a time, a bounded number of them. Called with each
    /// record.
    /// </summary>
    public void Expire(ref StreamJoinTimes times, long upTo)
    {
        Recent(times).Expire(upTo);
        if (times.OldestSegment(side) is var oldest && (oldest == StreamJoinTimes.Unset || !IsPast(oldest, upTo)))
            return;
        if (_recordsUntilStep-- > 0)
            return;
        _recordsUntilStep = RecordsPerStep - 1;
        _key.Clear();
        if (store.TryGet(ResumeKey, out var resume))
            _key.Append(resume);
        else
            _key.Append((byte)(1 + side));
        KeyRange.AfterPrefix([(byte)(1 + side)], _limit);
        using var entries = store.Scan(_key.Span, _limit.Span, backwards: false);
        for (var removed = 0; entries.MoveNext(); removed++)
        {
            var segment = BinaryPrimitives.ReadInt64BigEndian(entries.Key[1..SegmentEnd]);
            var isPast = IsPast(segment, upTo);
            if (!isPast || removed == MaxExpiredPerStep)
            {
                times.SetOldestSegment(side, segment);
                // A segment that is not past may still get records before this one.
                store.Put(ResumeKey, isPast ? entries.Key : entries.Key[..SegmentEnd]);
                return;
            }
            store.Delete(entries.Key);
        }
        times.SetOldestSegment(side, StreamJoinTimes.Unset);
        store.Delete(ResumeKey);
    }

    bool IsPast(long segment, long upTo) => (segment + 1) * segmentLength - 1 <= upTo;

    void Begin(ScratchBuffer output, long segment, ReadOnlySpan<byte> key, long timestamp)
    {
        output.Clear();
        output.Append((byte)(1 + side));
        Append(output, segment);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), key.Length);
        output.Advance(sizeof(int));
        output.Append(key);
        Append(output, timestamp);
    }

    static void Append(ScratchBuffer output, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }
}
