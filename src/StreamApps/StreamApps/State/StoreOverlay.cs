using StreamApps.Processing;

namespace StreamApps.State;

/// <summary>
/// The uncommitted changes of one store, over the committed ones in its database. Repeated writes of a key are
/// folded into one entry. Found by hash; ordered as well from the first scan on. For one thread.
/// </summary>
internal sealed partial class StoreOverlay
{
    readonly ITaskDatabase _database;
    readonly int _store;
    readonly ByteArena _arena;
    readonly ScratchBuffer _read = new();
    readonly ReadCache _cache = new();

    int[] _buckets = NewBuckets(64);
    OverlayEntry[] _entries = new OverlayEntry[64];
    int _count;
    long _writes;
    long _record;

    public StoreOverlay(string name, ITaskDatabase database, ByteArena arena)
    {
        Name = name;
        _database = database;
        _store = database.StoreNumber(name);
        _arena = arena;
        _order = new SkipIndex(KeyOf);
    }

    /// <summary>The store's name.</summary>
    public string Name { get; }

    /// <summary>Told of changes; null for nobody.</summary>
    public ITaskTrace? Trace { get; init; }

    /// <summary>The store's number in the database.</summary>
    public int Number => _store;

    /// <summary>Keys that have an entry, rolled back ones among them.</summary>
    public int Count => _count;

    /// <summary>The value as the processor left it; the span is valid until the next call.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var hash = KeyHash.Compute(key);
        var index = Find(key, hash);
        if (index >= 0 && _entries[index].Content.State != EntryState.None)
        {
            ref readonly var content = ref _entries[index].Content;
            value = content.State == EntryState.Value ? ValueOf(content) : default;
            return content.State == EntryState.Value;
        }
        return TryGetCommitted(key, hash, out value);
    }

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Trace?.Stored(Name, key, hasValue: true, value);
        ref var entry = ref Prepare(key);
        var region = TakeRegion(ref entry, value.Length);
        value.CopyTo(_arena.Span(region));
        entry.Content.Region = region;
        entry.Content.ValueLength = value.Length;
        entry.Content.State = EntryState.Value;
        entry.HeldValue = true;
        entry.Record = _record;
    }

    public void Delete(ReadOnlySpan<byte> key)
    {
        Trace?.Stored(Name, key, hasValue: false, default);
        ref var entry = ref Prepare(key);
        // The region of the value is kept for the next put, unless it is what a rollback would bring back.
        if (entry.Record != _record)
            (entry.Content.Region, entry.Spare) = (entry.Spare, entry.Content.Region);
        entry.Content.ValueLength = 0;
        entry.Content.State = EntryState.Deleted;
        entry.Record = _record;
    }

    bool TryGetCommitted(ReadOnlySpan<byte> key, uint hash, out ReadOnlySpan<byte> value)
    {
        if (_cache.TryGet(key, hash, out var found, out value))
            return found;
        _read.Clear();
        found = _database.TryGet(_store, key, _read);
        value = _read.Span;
        _cache.Put(key, hash, found, value);
        return found;
    }

    /// <summary>The entry to write to, with what it held before kept for rollback and for open scans.</summary>
    ref OverlayEntry Prepare(ReadOnlySpan<byte> key)
    {
        var hash = KeyHash.Compute(key);
        var index = Find(key, hash);
        if (index < 0)
            index = Insert(key, hash);
        ref var entry = ref _entries[index];
        if (entry.Record != _record)
            RememberForRollback(index, entry);
        if (_openScans > 0)
            RememberForScans(index, entry);
        entry.Content.Write = ++_writes;
        return ref entry;
    }

    /// <summary>
    /// A region for a new value of the entry: never the one that a rollback would bring back, nor one that an open
    /// scan may read.
    /// </summary>
    ArenaSlice TakeRegion(ref OverlayEntry entry, int length)
    {
        if (entry.Record != _record)
            (entry.Content.Region, entry.Spare) = (entry.Spare, entry.Content.Region);
        else if (_openScans > 0)
            return Allocate(length);
        return entry.Content.Region.Length >= length ? entry.Content.Region : Allocate(length);
    }

    /// <summary>Some room to grow, so that a value that gets longer step by step does not move each time.</summary>
    ArenaSlice Allocate(int length) => _arena.Allocate(length + length / 8);

    int Find(ReadOnlySpan<byte> key, uint hash)
    {
        var index = _buckets[hash & (uint)(_buckets.Length - 1)];
        while (index >= 0)
        {
            ref readonly var entry = ref _entries[index];
            if (entry.Hash == hash && key.SequenceEqual(_arena.Span(entry.Key)))
                return index;
            index = entry.NextInBucket;
        }
        return -1;
    }

    int Insert(ReadOnlySpan<byte> key, uint hash)
    {
        if (_count == _entries.Length)
            Grow();
        var index = _count++;
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _entries[index] = new OverlayEntry
        {
            Hash = hash,
            NextInBucket = bucket,
            Key = _arena.Copy(key),
            Record = -1,
        };
        bucket = index;
        if (_ordered)
            _order.Insert(index);
        return index;
    }

    void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = NewBuckets(_entries.Length);
        for (var index = 0; index < _count; index++)
        {
            ref var bucket = ref _buckets[_entries[index].Hash & (uint)(_buckets.Length - 1)];
            _entries[index].NextInBucket = bucket;
            bucket = index;
        }
    }

    ReadOnlySpan<byte> KeyOf(int index) => _arena.Span(_entries[index].Key);

    ReadOnlySpan<byte> ValueOf(scoped in EntryContent content) => _arena.Span(content.Region)[..content.ValueLength];

    static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, -1);
        return buckets;
    }
}
