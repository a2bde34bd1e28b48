using System.Buffers.Binary;

namespace StreamApps.State;

/// <summary>
/// An ordered index of numbers whose keys are kept elsewhere: a skip list (Pugh 1990) in arrays, linked both ways on
/// its lowest level. Entries are never removed one by one, so a walk stays valid while entries are added. The first
/// bytes of each key are kept here as a number, which decides most comparisons.
/// </summary>
internal sealed class SkipIndex(SkipIndex.KeyReader keyOf)
{
    const int MaxHeight = 12;
    const int None = -1;

    readonly int[] _heads = NewHeads();
    readonly int[] _predecessors = new int[MaxHeight];
    int[] _links = new int[128];
    int[] _towers = new int[64];
    int[] _previous = new int[64];
    ulong[] _prefixes = new ulong[64];
    int _linksUsed;
    ulong _random = 0x2545F4914F6CDD1D;

    /// <summary>Reads the key of an entry.</summary>
    public delegate ReadOnlySpan<byte> KeyReader(int index);

    /// <summary>The entry with the least key, or -1.</summary>
    public int First => _heads[0];

    /// <summary>The entry with the greatest key, or -1.</summary>
    public int Last { get; private set; } = None;

    /// <summary>Adds an entry whose key is not there yet.</summary>
    public void Insert(int index)
    {
        var key = keyOf(index);
        FindPredecessors(key);
        var height = NextHeight();
        Reserve(index, height);
        _prefixes[index] = PrefixOf(key);
        _towers[index] = _linksUsed;
        _linksUsed += height;
        for (var level = 0; level < height; level++)
        {
            ref var link = ref LinkOf(_predecessors[level], level);
            _links[_towers[index] + level] = link;
            link = index;
        }
        _previous[index] = _predecessors[0];
        var next = _links[_towers[index]];
        if (next == None)
            Last = index;
        else
            _previous[next] = index;
    }

    /// <summary>The first entry whose key is not below <paramref name="key"/>, or -1.</summary>
    public int AtOrAfter(ReadOnlySpan<byte> key)
    {
        FindPredecessors(key);
        return LinkOf(_predecessors[0], 0);
    }

    /// <summary>The last entry whose key is below <paramref name="key"/>, or -1.</summary>
    public int Before(ReadOnlySpan<byte> key)
    {
        FindPredecessors(key);
        return _predecessors[0];
    }

    /// <summary>The entry after this one, or -1.</summary>
    public int Next(int index) => _links[_towers[index]];

    /// <summary>The entry before this one, or -1.</summary>
    public int Previous(int index) => _previous[index];

    /// <summary>Removes all entries.</summary>
    public void Clear()
    {
        Array.Fill(_heads, None);
        _linksUsed = 0;
        Last = None;
    }

    void FindPredecessors(ReadOnlySpan<byte> key)
    {
        var prefix = PrefixOf(key);
        var current = None;
        for (var level = MaxHeight - 1; level >= 0; level--)
        {
            var next = LinkOf(current, level);
            while (next != None && IsBelow(next, prefix, key))
            {
                current = next;
                next = LinkOf(current, level);
            }
            _predecessors[level] = current;
        }
    }

    bool IsBelow(int index, ulong prefix, ReadOnlySpan<byte> key)
    {
        var own = _prefixes[index];
        return own != prefix ? own < prefix : keyOf(index).SequenceCompareTo(key) < 0;
    }

    // A key that is shorter is filled up with zeros, which keeps the order; equal prefixes say nothing.
    static ulong PrefixOf(ReadOnlySpan<byte> key)
    {
        if (key.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(key);
        Span<byte> filled = stackalloc byte[sizeof(ulong)];
        filled.Clear();
        key.CopyTo(filled);
        return BinaryPrimitives.ReadUInt64BigEndian(filled);
    }

    ref int LinkOf(int index, int level)
    {
        if (index == None)
            return ref _heads[level];
        return ref _links[_towers[index] + level];
    }

    /// <summary>
    /// One level, and each further one with a chance of a quarter. The seed is fixed: runs are alike.
    /// </summary>
    int NextHeight()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        var height = 1 + System.Numerics.BitOperations.TrailingZeroCount(_random) / 2;
        return Math.Min(height, MaxHeight);
    }

    void Reserve(int index, int height)
    {
        if (index >= _towers.Length)
        {
            var size = Math.Max(index + 1, _towers.Length * 2);
            Array.Resize(ref _towers, size);
            Array.Resize(ref _previous, size);
            Array.Resize(ref _prefixes, size);
        }
        if (_linksUsed + height > _links.Length)
            Array.Resize(ref _links, _links.Length * 2 + height);
    }

    static int[] NewHeads()
    {
        var heads = new int[MaxHeight];
        Array.Fill(heads, None);
        return heads;
    }
}
