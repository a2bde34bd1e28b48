namespace Backorders.Domain.State;

/// <summary>
/// Event ids with an end, in the order of their ends: a hash table whose entries stand in a ring. Ends nearly always
/// come in order, so an id is added at one end of the ring and leaves at the other, found by its place and not by its
/// text. Ids that end before the last one stand in a sorted map beside it.
/// </summary>
internal sealed class RememberedIds
{
    const int FirstCapacity = 16;

    Entry[] _ring = new Entry[FirstCapacity];
    int[] _buckets = new int[FirstCapacity];
    long _head;
    long _tail;
    Dictionary<(Sku, string), long>? _others;
    OrderedMap<OtherKey, byte>? _othersByEnd;

    public int Count { get; private set; }

    public long? Find(Sku scope, string eventId)
    {
        for (var next = _buckets[Bucket(Hash(scope, eventId))]; next != 0; next = _ring[next - 1].Next)
        {
            ref var entry = ref _ring[next - 1];
            if (entry.EventId == eventId && entry.Scope == scope)
                return entry.ExpiresAt;
        }
        return _others is not null && _others.TryGetValue((scope, eventId), out var end) ? end : null;
    }

    public void Add(in RememberedEntry entry)
    {
        Count++;
        if (_tail > _head && _ring[Place(_tail - 1)].ExpiresAt > entry.ExpiresAt)
        {
            (_others ??= [])[(entry.Scope, entry.EventId)] = entry.ExpiresAt;
            (_othersByEnd ??= new()).Put(new(entry), 0);
            return;
        }
        if (_tail - _head == _ring.Length)
            Grow();
        Link(Place(_tail++), entry.Scope, entry.EventId, entry.ExpiresAt, Hash(entry.Scope, entry.EventId));
    }

    public void Remove(in RememberedEntry entry)
    {
        if (_others?.Remove((entry.Scope, entry.EventId)) == true)
        {
            _othersByEnd!.Remove(new(entry));
            Count--;
            return;
        }
        for (var next = _buckets[Bucket(Hash(entry.Scope, entry.EventId))]; next != 0; next = _ring[next - 1].Next)
        {
            if (_ring[next - 1].EventId != entry.EventId || _ring[next - 1].Scope != entry.Scope)
                continue;
            Unlink(next - 1);
            return;
        }
    }

    /// <summary>Removes up to so many that ended; gives the end of the next one.</summary>
    public long Forget(long logTime, int most)
    {
        for (; _head < _tail && most > 0; most--)
        {
            ref var entry = ref _ring[Place(_head)];
            if (entry.EventId is not null)
            {
                if (entry.ExpiresAt > logTime)
                    break;
                Unlink(Place(_head));
            }
            _head++;
        }
        var next = _head < _tail ? _ring[Place(_head)].ExpiresAt : long.MaxValue;
        return Math.Min(next, ForgetOthers(logTime, most));
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

    void Link(int place, Sku scope, string eventId, long expiresAt, int hash)
    {
        ref var bucket = ref _buckets[Bucket(hash)];
        _ring[place] = new() { Scope = scope, EventId = eventId, ExpiresAt = expiresAt, Hash = hash, Next = bucket };
        bucket = place + 1;
    }

    void Unlink(int place)
    {
        ref var link = ref _buckets[Bucket(_ring[place].Hash)];
        while (link != place + 1)
            link = ref _ring[link - 1].Next;
        link = _ring[place].Next;
        // The end stays: the ring is sorted by it.
        _ring[place] = new() { ExpiresAt = _ring[place].ExpiresAt };
        Count--;
    }

    void Grow()
    {
        var (former, head, tail) = (_ring, _head, _tail);
        _ring = new Entry[former.Length * 2];
        _buckets = new int[_ring.Length];
        for (var number = head; number < tail; number++)
        {
            ref var entry = ref former[number & (former.Length - 1)];
            if (entry.EventId is null)
                _ring[Place(number)] = entry;
            else
                Link(Place(number), entry.Scope, entry.EventId, entry.ExpiresAt, entry.Hash);
        }
    }

    int Place(long number) => (int)(number & (_ring.Length - 1));

    int Bucket(int hash) => hash & (_buckets.Length - 1);

    static int Hash(Sku scope, string eventId) => eventId.GetHashCode(StringComparison.Ordinal) ^ scope.Value.Length;

    struct Entry
    {
        public Sku Scope;
        public string? EventId;
        public long ExpiresAt;
        public int Hash;
        public int Next;
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
