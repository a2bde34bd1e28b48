namespace Backorders.Domain.State;

/// <summary>
/// Event ids whose ends come in order: a hash table whose entries stand in a ring, and their text in another. An id is
/// added at one end and leaves at the other, found by its place and not by its text. There is no reference in it, so
/// the garbage collector has nothing to follow and the strings of a command live no longer than the command.
/// </summary>
internal sealed class RememberedRing
{
    const int FirstCapacity = 16;
    // Two identifiers always fit.
    const int FirstText = 4 * Identifier.MaxBytes;
    const short Gone = -1;

    Entry[] _entries = new Entry[FirstCapacity];
    // Of each bucket the number of its youngest entry. Twice as many: most are empty or hold what is looked for, so
    // that no other entry is read.
    uint[] _buckets = new uint[2 * FirstCapacity];
    char[] _text = new char[FirstText];
    // Entries are numbered as they come, from 1: 0 is none.
    long _head = 1;
    long _tail = 1;
    long _textTail;

    public bool IsEmpty => _head == _tail;

    /// <summary>Nothing in it ends before this; <see cref="long.MaxValue"/> when it is empty.</summary>
    public long FirstEnd => IsEmpty ? long.MaxValue : _entries[Place(_head)].ExpiresAt;

    /// <summary>Nothing may be added that ends before this; <see cref="long.MinValue"/> when it is empty.</summary>
    public long LastEnd => IsEmpty ? long.MinValue : _entries[Place(_tail - 1)].ExpiresAt;

    public long? Find(int hash, string scope, string eventId)
    {
        var place = PlaceOf(hash, scope, eventId);
        return place < 0 ? null : _entries[place].ExpiresAt;
    }

    /// <summary>The first step of a look to come: its bucket.</summary>
    public void PrefetchBucket(int hash) => CacheLines.Prefetch(_buckets, Bucket(hash));

    /// <summary>The second step: the youngest entry of the bucket.</summary>
    public void PrefetchEntry(int hash)
    {
        if (_buckets[Bucket(hash)] is var number && IsThere(number))
            CacheLines.Prefetch(_entries, Place(number));
    }

    /// <summary>Adds an id that is not in it.</summary>
    public void Add(int hash, string scope, string eventId, long expiresAt)
    {
        if (_tail - _head == _entries.Length)
            GrowEntries();
        var at = TakeText(scope.Length + eventId.Length);
        var text = TextAt(at, scope.Length + eventId.Length);
        scope.CopyTo(text);
        eventId.CopyTo(text[scope.Length..]);
        var number = _tail++;
        _entries[Place(number)] = new()
        {
            ExpiresAt = expiresAt,
            Text = at,
            Hash = hash,
            ScopeLength = (short)scope.Length,
            IdLength = (short)eventId.Length,
        };
        Link(number);
    }

    public bool Remove(int hash, string scope, string eventId)
    {
        var place = PlaceOf(hash, scope, eventId);
        // The end stays, since the ring is sorted by it, and the place of the text, since what is free begins there.
        if (place >= 0)
            _entries[place].IdLength = Gone;
        return place >= 0;
    }

    /// <summary>Drops the first entry; false when it had been removed before.</summary>
    public bool DropFirst() => _entries[Place(_head++)].IdLength != Gone;

    int PlaceOf(int hash, string scope, string eventId)
    {
        for (var number = _buckets[Bucket(hash)]; IsThere(number);)
        {
            var place = Place(number);
            ref var entry = ref _entries[place];
            if (entry.Hash == hash && entry.ScopeLength == scope.Length && entry.IdLength == eventId.Length)
            {
                var text = TextAt(entry.Text, entry.ScopeLength + entry.IdLength);
                if (text[scope.Length..].SequenceEqual(eventId) && text[..scope.Length].SequenceEqual(scope))
                    return place;
            }
            number = entry.Older;
        }
        return -1;
    }

    // What is older than the first has left, and all that a bucket has behind it too: nothing is taken out of buckets.
    bool IsThere(uint number) => (uint)_tail - 1 - number < (uint)(_tail - _head);

    void Link(long number)
    {
        ref var entry = ref _entries[Place(number)];
        ref var bucket = ref _buckets[Bucket(entry.Hash)];
        entry.Older = bucket;
        bucket = (uint)number;
    }

    void GrowEntries()
    {
        var former = _entries;
        _entries = new Entry[former.Length * 2];
        _buckets = new uint[2 * _entries.Length];
        for (var number = _head; number < _tail; number++)
        {
            _entries[Place(number)] = former[number & (former.Length - 1)];
            Link(number);
        }
    }

    // A text is not broken at the end of the array: what is left there is skipped.
    long TakeText(int length)
    {
        while (true)
        {
            var used = IsEmpty ? _textTail : _entries[Place(_head)].Text;
            var at = _textTail;
            var left = _text.Length - (int)(at & (_text.Length - 1));
            if (left < length)
                at += left;
            if (at + length - used <= _text.Length)
            {
                _textTail = at + length;
                return at;
            }
            GrowText();
        }
    }

    void GrowText()
    {
        var former = _text;
        _text = new char[former.Length * 2];
        _textTail = 0;
        for (var number = _head; number < _tail; number++)
        {
            ref var entry = ref _entries[Place(number)];
            var length = entry.IdLength == Gone ? 0 : entry.ScopeLength + entry.IdLength;
            former.AsSpan((int)(entry.Text & (former.Length - 1)), length).CopyTo(_text.AsSpan((int)_textTail));
            entry.Text = _textTail;
            _textTail += length;
        }
    }

    Span<char> TextAt(long at, int length) => _text.AsSpan((int)(at & (_text.Length - 1)), length);

    int Place(long number) => (int)(number & (_entries.Length - 1));

    int Bucket(int hash) => hash & (_buckets.Length - 1);

    struct Entry
    {
        public long ExpiresAt;
        public long Text;
        public int Hash;
        // The number of the entry before it in its bucket.
        public uint Older;
        public short ScopeLength;
        public short IdLength;
    }
}
