using System.Diagnostics.CodeAnalysis;

namespace StreamApps.State;

/// <summary>
/// One store in memory: found by hash, ordered by a skip list. Values that an open iterator may still want are kept
/// beside their successors until it closes. Its database's lock guards it.
/// </summary>
internal sealed class MemoryStore
{
    const int FewDeleted = 1024;

    readonly List<(int Index, byte[]? Value, long Write)> _versions = [];
    Dictionary<byte[], int> _numbers = new(ByteKeyComparer.Instance);
    List<(byte[] Key, byte[]? Value, long Write)> _entries = [];
    SkipIndex _order;
    int _deleted;
    int _iterators;

    public MemoryStore(string name)
    {
        Name = name;
        _order = new SkipIndex(index => _entries[index].Key);
    }

    public string Name { get; }

    /// <summary>Number of the last write.</summary>
    public long Writes { get; private set; }

    public byte[]? Get(ReadOnlySpan<byte> key) =>
        _numbers.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var index)
            ? _entries[index].Value
            : null;

    public void Set(byte[] key, byte[]? value)
    {
        Writes++;
        if (!_numbers.TryGetValue(key, out var index))
        {
            if (value is null)
                return;
            index = _entries.Count;
            _entries.Add((key, null, 0));
            _numbers.Add(key, index);
            _order.Insert(index);
            _deleted++;
        }
        var old = _entries[index];
        if (_iterators > 0)
            _versions.Add((index, old.Value, old.Write));
        _deleted += (value is null ? 1 : 0) - (old.Value is null ? 1 : 0);
        _entries[index] = (old.Key, value, Writes);
        if (_iterators == 0 && _deleted > FewDeleted && _deleted > _entries.Count / 2)
            DropDeleted();
    }

    public void IteratorOpened() => _iterators++;

    public void IteratorClosed()
    {
        if (--_iterators == 0)
            _versions.Clear();
    }

    public int SeekFirst(ReadOnlySpan<byte> from) => _order.AtOrAfter(from);

    public int SeekLast(ReadOnlySpan<byte> to) => to.IsEmpty ? _order.Last : _order.Before(to);

    public int Neighbour(int index, bool backwards) => backwards ? _order.Previous(index) : _order.Next(index);

    public byte[] KeyAt(int index) => _entries[index].Key;

    /// <summary>The value when <paramref name="write"/> was the last write; null for none.</summary>
    public byte[]? ValueAsOf(int index, long write)
    {
        var (_, value, written) = _entries[index];
        if (written <= write)
            return value;
        for (var version = _versions.Count - 1; version >= 0; version--)
        {
            if (_versions[version].Index == index && _versions[version].Write <= write)
                return _versions[version].Value;
        }
        return null;
    }

    public MemoryStore Copy()
    {
        var copy = new MemoryStore(Name);
        foreach (var (key, value, _) in _entries)
            copy.Set(key, value);
        return copy;
    }

    void DropDeleted()
    {
        var kept = _entries.Where(entry => entry.Value is not null).ToList();
        _entries = [];
        _numbers = new(ByteKeyComparer.Instance);
        _order = new SkipIndex(index => _entries[index].Key);
        _deleted = 0;
        foreach (var entry in kept)
        {
            _numbers.Add(entry.Key, _entries.Count);
            _entries.Add(entry);
            _order.Insert(_entries.Count - 1);
        }
    }

    sealed class ByteKeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static ByteKeyComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => (int)KeyHash.Compute(obj);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)KeyHash.Compute(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
