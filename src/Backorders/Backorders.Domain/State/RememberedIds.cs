namespace Backorders.Domain.State;

/// <summary>
/// Event ids with an end. Log time does not go back, so the ends of each window come in order: one ring for each window
/// that is in use holds them. Where there are more windows than rings, what is out of order stands in a sorted map.
/// </summary>
internal sealed class RememberedIds
{
    const int MostRings = 4;

    readonly List<RememberedRing> _rings = [new()];
    Dictionary<(Sku, string), long>? _others;
    OrderedMap<OtherKey, byte>? _othersByEnd;
    // The last ids: as many as may be on their way, a power of two.
    readonly (string? EventId, int Hash)[] _hashes = new (string?, int)[Allocator.PrefetchDistance + 1];
    int _hashCount;

    public int Count { get; private set; }

    /// <summary>The first step of a look to come.</summary>
    public void PrefetchBuckets(Sku scope, string eventId)
    {
        var hash = Hash(scope, eventId);
        foreach (var ring in _rings)
            ring.PrefetchBucket(hash);
    }

    /// <summary>The second step.</summary>
    public void PrefetchEntries(Sku scope, string eventId)
    {
        var hash = Hash(scope, eventId);
        foreach (var ring in _rings)
            ring.PrefetchEntry(hash);
    }

    public long? Find(Sku scope, string eventId)
    {
        var hash = Hash(scope, eventId);
        foreach (var ring in _rings)
        {
            if (ring.Find(hash, scope.Value, eventId) is { } end)
                return end;
        }
        return _others is not null && _others.TryGetValue((scope, eventId), out var other) ? other : null;
    }

    public void Add(in RememberedEntry entry)
    {
        Count++;
        if (RingFor(entry.ExpiresAt) is { } ring)
        {
            ring.Add(Hash(entry.Scope, entry.EventId), entry.Scope.Value, entry.EventId, entry.ExpiresAt);
            return;
        }
        (_others ??= [])[(entry.Scope, entry.EventId)] = entry.ExpiresAt;
        (_othersByEnd ??= new()).Put(new(entry), 0);
    }

    public void Remove(in RememberedEntry entry)
    {
        var hash = Hash(entry.Scope, entry.EventId);
        foreach (var ring in _rings)
        {
            if (!ring.Remove(hash, entry.Scope.Value, entry.EventId))
                continue;
            Count--;
            return;
        }
        if (_others?.Remove((entry.Scope, entry.EventId)) != true)
            return;
        _othersByEnd!.Remove(new(entry));
        Count--;
    }

    /// <summary>Removes up to so many that ended; gives a time before which none of those left ends.</summary>
    public long Forget(long logTime, int most)
    {
        while (true)
        {
            var first = _rings[0];
            foreach (var ring in _rings)
                first = ring.FirstEnd < first.FirstEnd ? ring : first;
            if (first.IsEmpty || first.FirstEnd > logTime || most-- <= 0)
                return Math.Min(first.FirstEnd, ForgetOthers(logTime, most));
            if (first.DropFirst())
                Count--;
        }
    }

    long ForgetOthers(long logTime, int most)
    {
        if (_othersByEnd is null)
            return long.MaxValue;
        while (_othersByEnd.First().TryNext(out var first, out _))
        {
            if (first.Entry.ExpiresAt > logTime || most-- <= 0)
                return first.Entry.ExpiresAt;
            Remove(first.Entry);
        }
        return long.MaxValue;
    }

    // The one that ends last of those that may take it: then there are never more rings in use than windows.
    RememberedRing? RingFor(long expiresAt)
    {
        RememberedRing? best = null;
        foreach (var ring in _rings)
        {
            if (ring.LastEnd <= expiresAt && (best is null || ring.LastEnd > best.LastEnd))
                best = ring;
        }
        if (best is null && _rings.Count < MostRings)
            _rings.Add(best = new());
        return best;
    }

    // An id is looked for, perhaps ahead, and then added: its hash is computed once.
    int Hash(Sku scope, string eventId)
    {
        foreach (var (known, hash) in _hashes)
        {
            if (ReferenceEquals(known, eventId))
                return hash ^ scope.Value.Length;
        }
        var computed = eventId.GetHashCode(StringComparison.Ordinal);
        _hashes[_hashCount++ & (_hashes.Length - 1)] = (eventId, computed);
        return computed ^ scope.Value.Length;
    }

    readonly record struct OtherKey(RememberedEntry Entry) : IComparable<OtherKey>
    {
        public int CompareTo(OtherKey other)
        {
            if (Entry.ExpiresAt != other.Entry.ExpiresAt)
                return Entry.ExpiresAt.CompareTo(other.Entry.ExpiresAt);
            var byScope = Entry.Scope.CompareTo(other.Entry.Scope);
            return byScope != 0 ? byScope : Utf8Order.Compare(Entry.EventId, other.Entry.EventId);
        }
    }
}
