using System.Buffers.Binary;

namespace StreamApps.State;

/// <summary>
/// Keys of a store that begin with 2 and a time, and are deleted in order of time when they are forgotten: a bounded
/// number in one step, from where the last step ended, so that the cost follows the number of keys that are deleted.
/// </summary>
internal sealed class TimeIndex(StoreOverlay overlay, long retention)
{
    /// <summary>What the keys begin with.</summary>
    public const byte Area = 2;

    /// <summary>How many keys one step deletes: a put makes one, so deletion cannot lag behind.</summary>
    const int DeletedAtOnce = 256;

    /// <summary>
    /// A step waits until this part of the retention has passed, and no less than a minute, so that it scans once for
    /// many.
    /// </summary>
    const int Steps = 16;

    const long LeastWait = 60_000;

    readonly ScratchBuffer _from = new();
    readonly ScratchBuffer _limit = new();
    readonly List<byte[]> _found = [];

    /// <summary>Where the next step begins, kept with the store.</summary>
    static ReadOnlySpan<byte> Cursor => [0, 1];

    /// <summary>The keys between two times, both included.</summary>
    public IStateIterator Scan(long from, long to, bool backwards)
    {
        _from.Clear();
        _from.Append(Area);
        OrderedBytes.AppendTime(_from, from);
        WriteLimit(to);
        return overlay.Scan(_from.Span, _limit.Span, backwards);
    }

    /// <summary>Deletes some keys up to a time, each with what belongs to it.</summary>
    public void DeleteForgotten(long forgotten, Action<byte[]> deleteContent)
    {
        if (!overlay.TryGet(Cursor, out var cursor))
        {
            // Later puts are all after this time.
            PutCursor(forgotten == long.MinValue ? forgotten : forgotten + 1);
            return;
        }
        // The last key that was deleted is where a step ended early: the next one goes on at once.
        var wait = cursor.Length > 1 + sizeof(long) ? 0 : Math.Max(retention / Steps, LeastWait);
        if (forgotten == long.MinValue || OrderedBytes.ReadTime(cursor[1..]) > forgotten - wait)
            return;
        _from.Clear();
        _from.Append(cursor);
        WriteLimit(forgotten);
        Find();
        foreach (var key in _found)
        {
            deleteContent(key);
            overlay.Delete(key);
        }
        if (_found.Count < DeletedAtOnce)
            PutCursor(forgotten + 1);
        else
            overlay.Put(Cursor, _found[^1]);
    }

    void Find()
    {
        _found.Clear();
        using var keys = overlay.Scan(_from.Span, _limit.Span, backwards: false);
        while (_found.Count < DeletedAtOnce && keys.MoveNext())
            _found.Add(keys.Key.ToArray());
    }

    void PutCursor(long time)
    {
        Span<byte> cursor = stackalloc byte[1 + sizeof(long)];
        cursor[0] = Area;
        BinaryPrimitives.WriteInt64BigEndian(cursor[1..], time ^ long.MinValue);
        overlay.Put(Cursor, cursor);
    }

    /// <summary>The first key after those of a time.</summary>
    void WriteLimit(long time)
    {
        _limit.Clear();
        if (time == long.MaxValue)
        {
            _limit.Append(Area + 1);
            return;
        }
        _limit.Append(Area);
        OrderedBytes.AppendTime(_limit, time + 1);
    }
}
