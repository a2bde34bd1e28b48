using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// The timers of one keyed process function, as entries of its store: 0, domain (1 byte), time (8 bytes, ordered),
/// key; without value.
/// </summary>
internal sealed class TimerQueue(Node owner, StoreOverlay store, Action<KeyedTimer, ReadOnlyMemory<byte>> fire)
{
    const int KeyStart = 10;

    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _limit = new();

    // Lower bounds of the earliest pending timers: what lets a record without due timers cost one comparison, and
    // keeps a scan from walking over the tombstones of timers that have fired.
    readonly long[] _low = [long.MaxValue, long.MaxValue];

    public Node Owner { get; } = owner;

    /// <summary>No timer of this domain is pending below this time.</summary>
    public long Low(TimeDomain domain) => _low[(int)domain];

    /// <summary>Sets the mark as it was at a commit.</summary>
    public void RestoreLow(TimeDomain domain, long time) => _low[(int)domain] = time;

    public void Set(TimeDomain domain, long time, ReadOnlySpan<byte> key)
    {
        store.Put(Entry(domain, time, key), []);
        _low[(int)domain] = Math.Min(_low[(int)domain], time);
    }

    public void Delete(TimeDomain domain, long time, ReadOnlySpan<byte> key) =>
        store.Delete(Entry(domain, time, key));

    /// <summary>Takes the earliest timer that is due at <paramref name="now"/>; false when there is none.</summary>
    public bool TryTakeDue(TimeDomain domain, long now, out KeyedTimer timer, out byte[] key)
    {
        timer = default;
        key = [];
        if (_low[(int)domain] > now)
            return false;
        WriteTime(_key, domain, _low[(int)domain]);
        _limit.Clear();
        _limit.Append((byte)0);
        _limit.Append((byte)(domain + 1));
        using var pending = store.Scan(_key.Span, _limit.Span, backwards: false);
        if (!pending.MoveNext())
        {
            _low[(int)domain] = long.MaxValue;
            return false;
        }
        var time = BinaryPrimitives.ReadInt64BigEndian(pending.Key[2..]) ^ long.MinValue;
        _low[(int)domain] = time;
        if (time > now)
            return false;
        timer = new(time, domain);
        key = pending.Key[KeyStart..].ToArray();
        return true;
    }

    /// <summary>Calls the function.</summary>
    public void Fire(KeyedTimer timer, ReadOnlyMemory<byte> key) => fire(timer, key);

    ReadOnlySpan<byte> Entry(TimeDomain domain, long time, ReadOnlySpan<byte> key)
    {
        WriteTime(_key, domain, time);
        _key.Append(key);
        return _key.Span;
    }

    static void WriteTime(ScratchBuffer output, TimeDomain domain, long time)
    {
        output.Clear();
        output.Append((byte)0);
        output.Append((byte)domain);
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), time ^ long.MinValue);
        output.Advance(sizeof(long));
    }
}
