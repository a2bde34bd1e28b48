using System.Buffers.Binary;
using System.Runtime.InteropServices;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// The times of a stream-stream join. They are state, an entry of its store, since what comes out and what is kept
/// depends on them: a rolled back record, an abort and a restart take them back or bring them back.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct StreamJoinTimes
{
    /// <summary>Stands for "no time yet" where the smallest one is kept.</summary>
    public const long Unset = long.MaxValue;

    const int Size = 9 * sizeof(long);

    static ReadOnlySpan<byte> EntryKey => [0];

    /// <summary>The largest timestamp of any record that reached the join.</summary>
    public long StreamTime;

    /// <summary>Records that were ever kept: orders those of equal key and time.</summary>
    public long Arrivals;

    /// <summary>The timestamp that Kafka Streams' shortcut compares with.</summary>
    public long SearchedUpTo;

    (long Right, long Left) _newest;
    (long Right, long Left) _firstWaiting;
    (long Right, long Left) _oldestSegment;

    /// <summary>The largest timestamp of a kept record of a side; -1 for none.</summary>
    public readonly long Newest(int side) => side == 0 ? _newest.Right : _newest.Left;

    /// <summary>No record of the side waits that is older than this.</summary>
    public readonly long FirstWaiting(int side) => side == 0 ? _firstWaiting.Right : _firstWaiting.Left;

    /// <summary>The oldest segment of a side that may hold records.</summary>
    public readonly long OldestSegment(int side) => side == 0 ? _oldestSegment.Right : _oldestSegment.Left;

    public void SetNewest(int side, long time) => Of(ref _newest, side) = time;

    public void SetFirstWaiting(int side, long time) => Of(ref _firstWaiting, side) = time;

    public void SetOldestSegment(int side, long segment) => Of(ref _oldestSegment, side) = segment;

    public static StreamJoinTimes Read(StoreOverlay store)
    {
        if (!store.TryGet(EntryKey, out var bytes))
        {
            return new()
            {
                StreamTime = -1,
                SearchedUpTo = Unset,
                _newest = (-1, -1),
                _firstWaiting = (Unset, Unset),
                _oldestSegment = (Unset, Unset),
            };
        }
        return new()
        {
            StreamTime = At(bytes, 0),
            Arrivals = At(bytes, 1),
            SearchedUpTo = At(bytes, 2),
            _newest = (At(bytes, 3), At(bytes, 4)),
            _firstWaiting = (At(bytes, 5), At(bytes, 6)),
            _oldestSegment = (At(bytes, 7), At(bytes, 8)),
        };
    }

    public readonly void Write(StoreOverlay store)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Set(bytes, 0, StreamTime);
        Set(bytes, 1, Arrivals);
        Set(bytes, 2, SearchedUpTo);
        Set(bytes, 3, _newest.Right);
        Set(bytes, 4, _newest.Left);
        Set(bytes, 5, _firstWaiting.Right);
        Set(bytes, 6, _firstWaiting.Left);
        Set(bytes, 7, _oldestSegment.Right);
        Set(bytes, 8, _oldestSegment.Left);
        store.Put(EntryKey, bytes);
    }

    static ref long Of(ref (long Right, long Left) pair, int side)
    {
        if (side == 0)
            return ref pair.Right;
        return ref pair.Left;
    }

    static long At(ReadOnlySpan<byte> bytes, int index) =>
        BinaryPrimitives.ReadInt64BigEndian(bytes[(index * sizeof(long))..]);

    static void Set(Span<byte> bytes, int index, long value) =>
        BinaryPrimitives.WriteInt64BigEndian(bytes[(index * sizeof(long))..], value);
}
