using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// When the entries of a function's store expire, in log time: 0, 2 (1 byte each), time (8 bytes), key of the entry. An
/// entry has one mark; when its turn comes and the entry was written again meanwhile, the mark moves on. So a write
/// costs no second entry, and clearing costs what expires.
/// </summary>
internal sealed class StateExpiry(StoreOverlay store, TaskContext context)
{
    const int MaxPerStep = 64;
    const int EntryStart = 2 + sizeof(long);

    readonly ScratchBuffer _mark = new();
    readonly ScratchBuffer _value = new();
    long _low;

    /// <summary>The log time now: the largest Kafka timestamp of the task's records.</summary>
    public long Now => Math.Max(context.Clock.LogTime, 0);

    /// <summary>Writes an entry that expires; its value is led by the time (8 bytes).</summary>
    public void Put(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> value, long timeToLive)
    {
        var expires = Now + timeToLive;
        _value.Clear();
        BinaryPrimitives.WriteInt64BigEndian(_value.GetSpan(sizeof(long)), expires);
        _value.Advance(sizeof(long));
        _value.Append(value);
        if (!store.TryGet(entry, out _))
            Mark(expires, entry);
        store.Put(entry, _value.Span);
    }

    /// <summary>True for an entry that has not expired.</summary>
    public bool IsLive(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt64BigEndian(value) > Now;

    /// <summary>The value without its time.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> value) => value[sizeof(long)..];

    /// <summary>Removes what has expired, a bounded number of entries.</summary>
    public void Sweep()
    {
        if (_low > Now)
            return;
        Begin(_low);
        using var marks = store.Scan(_mark.Span, [0, 3], backwards: false);
        // The bound is the first mark as it stands now: if this record is rolled back, its marks are there again.
        _low = long.MaxValue;
        for (var count = 0; count < MaxPerStep && marks.MoveNext(); count++)
        {
            var time = BinaryPrimitives.ReadInt64BigEndian(marks.Key[2..]);
            _low = Math.Min(_low, time);
            if (time > Now)
                return;
            Clear(marks.Key);
        }
    }

    void Clear(ReadOnlySpan<byte> mark)
    {
        var entry = mark[EntryStart..];
        if (store.TryGet(entry, out var value))
        {
            if (IsLive(value))
                Mark(BinaryPrimitives.ReadInt64BigEndian(value), entry);
            else
                store.Delete(entry);
        }
        store.Delete(mark);
    }

    void Mark(long time, ReadOnlySpan<byte> entry)
    {
        Begin(time);
        _mark.Append(entry);
        store.Put(_mark.Span, []);
        _low = Math.Min(_low, time);
    }

    void Begin(long time)
    {
        _mark.Clear();
        _mark.Append((byte)0);
        _mark.Append((byte)2);
        BinaryPrimitives.WriteInt64BigEndian(_mark.GetSpan(sizeof(long)), time);
        _mark.Advance(sizeof(long));
    }
}
