using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Ids with the times of the records that passed. Entries: 0 is the stream time (8) with the time of the oldest mark
/// (8); 1, id holds the time (8) of the last one that passed; 2, time (8), id is a mark: when it is due the id is
/// forgotten, or, if it passed again meanwhile, the mark moves on. So each record costs what it forgets.
/// </summary>
internal sealed class SeenIds(StoreOverlay store, long within)
{
    const int MaxForgottenPerRecord = 16;
    const int MarkIdStart = 1 + sizeof(long);

    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _mark = new();

    static ReadOnlySpan<byte> TimesKey => [0];

    /// <summary>Notes an id; false when one of it passed and is not forgotten yet.</summary>
    public bool TryAdd(ReadOnlySpan<byte> id, long timestamp)
    {
        var (streamTime, oldest) = ReadTimes();
        streamTime = Math.Max(streamTime, timestamp);
        oldest = Forget(streamTime, oldest);
        var isNew = IsNew(id, streamTime - within, out var isKnown);
        if (isNew)
        {
            Span<byte> time = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(time, timestamp);
            store.Put(IdKey(id), time);
            if (!isKnown)
            {
                Mark(timestamp, id);
                oldest = Math.Min(oldest, timestamp);
            }
        }
        WriteTimes(streamTime, oldest);
        return isNew;
    }

    /// <summary>An id counts as forgotten as soon as it may be, not when its entry happens to be removed.</summary>
    bool IsNew(ReadOnlySpan<byte> id, long forgottenUpTo, out bool isKnown)
    {
        isKnown = store.TryGet(IdKey(id), out var bytes);
        return !isKnown || BinaryPrimitives.ReadInt64BigEndian(bytes) <= forgottenUpTo;
    }

    /// <summary>
    /// Forgets ids that no record can repeat any more; returns the time of the oldest mark that is left.
    /// </summary>
    long Forget(long streamTime, long oldest)
    {
        if (oldest > streamTime - within)
            return oldest;
        _mark.Clear();
        _mark.Append((byte)2);
        AppendTime(oldest);
        using var marks = store.Scan(_mark.Span, [3], backwards: false);
        // Marks that move on are not seen by the scan.
        var movedTo = long.MaxValue;
        for (var count = 0; marks.MoveNext(); count++)
        {
            var time = BinaryPrimitives.ReadInt64BigEndian(marks.Key[1..]);
            if (time > streamTime - within || count == MaxForgottenPerRecord)
                return Math.Min(time, movedTo);
            var id = marks.Key[MarkIdStart..];
            if (store.TryGet(IdKey(id), out var last))
            {
                var passed = BinaryPrimitives.ReadInt64BigEndian(last);
                if (passed > streamTime - within)
                {
                    Mark(passed, id);
                    movedTo = Math.Min(movedTo, passed);
                }
                else
                {
                    store.Delete(IdKey(id));
                }
            }
            store.Delete(marks.Key);
        }
        return movedTo;
    }

    void Mark(long time, ReadOnlySpan<byte> id)
    {
        _mark.Clear();
        _mark.Append((byte)2);
        AppendTime(time);
        _mark.Append(id);
        store.Put(_mark.Span, []);
    }

    void AppendTime(long time)
    {
        BinaryPrimitives.WriteInt64BigEndian(_mark.GetSpan(sizeof(long)), time);
        _mark.Advance(sizeof(long));
    }

    ReadOnlySpan<byte> IdKey(ReadOnlySpan<byte> id)
    {
        _key.Clear();
        _key.Append((byte)1);
        _key.Append(id);
        return _key.Span;
    }

    (long StreamTime, long Oldest) ReadTimes() => store.TryGet(TimesKey, out var bytes)
        ? (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]))
        : (-1, long.MaxValue);

    void WriteTimes(long streamTime, long oldest)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, streamTime);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], oldest);
        store.Put(TimesKey, bytes);
    }
}
