using System.Runtime.InteropServices;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// The newest kept records of one side of a stream-stream join, in memory: nearly all look-ups ask for these,
/// and a search in a database costs more than all else that a join does. Bounded: the records that came first
/// make room. For one thread.
/// </summary>
internal sealed class RecentRecords
{
    const int DefaultBytes = 8 << 20;
    const int LeastBytes = 1 << 12;
    const int LeastEntries = 1 << 6;
    const int BytesPerEntry = 64;

    readonly int _mostBytes;
    readonly List<long> _found = [];
    readonly Comparison<long> _byTime;
    byte[] _bytes;
    Entry[] _entries = new Entry[LeastEntries];
    long[] _buckets = NewBuckets(LeastEntries);
    long _first;
    long _next;
    long _end;

    /// <param name="mostBytes">
    /// Bytes of keys and values that it may hold, a power of two from 4,096 on; and one record for each 64 of them.
    /// </param>
    public RecentRecords(int mostBytes = DefaultBytes)
    {
        _mostBytes = mostBytes;
        _bytes = new byte[LeastBytes];
        _byTime = Compare;
    }

    /// <summary>Every kept record of the side from this time on is here.</summary>
    public long CoveredFrom { get; private set; } = long.MaxValue;

    /// <summary>How many the last <see cref="Find"/> has found.</summary>
    public int Found => _found.Count;

    /// <summary>Forgets all, when no kept record is at this time or later.</summary>
    public void Reset(long coveredFrom)
    {
        CoveredFrom = coveredFrom;
        (_first, _next, _end) = (0, 0, 0);
        Array.Fill(_buckets, -1);
    }

    /// <summary>A record is kept now. Times need not come in order, arrivals must.</summary>
    public void Add(ReadOnlySpan<byte> key, long time, long arrival, ReadOnlySpan<byte> value)
    {
        if (time < CoveredFrom)
            return;
        var length = key.Length + value.Length;
        if (length > _mostBytes)
        {
            CoveredFrom = time + 1;
            return;
        }
        var start = Reserve(length);
        if (_next - _first == _entries.Length)
            MakeRoomForEntry();
        var hash = KeyHash.Compute(key);
        key.CopyTo(_bytes.AsSpan(At(start)));
        value.CopyTo(_bytes.AsSpan(At(start) + key.Length));
        Link(_next++, new Entry
        {
            Hash = hash,
            Time = time,
            Arrival = arrival,
            Start = start,
            KeyLength = key.Length,
            ValueLength = value.Length,
        });
        _end = start + length;
    }

    /// <summary>Records up to this time are asked for no more: those that came first go.</summary>
    public void Expire(long upTo)
    {
        while (_first < _next && EntryOf(_first).Time <= upTo)
            DropFirst();
    }

    /// <summary>Finds the records of a key from one time to another: by time, then arrival.</summary>
    public void Find(ReadOnlySpan<byte> key, long from, long to)
    {
        _found.Clear();
        var hash = KeyHash.Compute(key);
        for (var number = _buckets[Bucket(hash)]; number >= _first; number = EntryOf(number).Before)
        {
            ref readonly var entry = ref EntryOf(number);
            if (entry.Hash == hash && entry.Time >= from && entry.Time <= to && key.SequenceEqual(KeyOf(entry)))
                _found.Add(number);
        }
        if (_found.Count > 1)
            _found.Sort(_byTime);
    }

    /// <summary>The time of a record that was found.</summary>
    public long Time(int index) => EntryOf(_found[index]).Time;

    /// <summary>The value of a record that was found.</summary>
    public ReadOnlySpan<byte> Value(int index)
    {
        ref readonly var entry = ref EntryOf(_found[index]);
        return _bytes.AsSpan(At(entry.Start) + entry.KeyLength, entry.ValueLength);
    }

    int Compare(long one, long two)
    {
        var byTime = EntryOf(one).Time.CompareTo(EntryOf(two).Time);
        return byTime != 0 ? byTime : EntryOf(one).Arrival.CompareTo(EntryOf(two).Arrival);
    }

    // Each record lies in one piece: what does not fit before the end of the ring starts at its beginning.
    long Reserve(int length)
    {
        while (true)
        {
            var room = _bytes.Length - At(_end);
            var start = length <= room ? _end : _end + room;
            var used = start + length - (_first < _next ? EntryOf(_first).Start : start);
            if (used <= _bytes.Length)
                return start;
            if (_bytes.Length < _mostBytes)
                GrowBytes();
            else
                DropFirst();
        }
    }

    void DropFirst()
    {
        CoveredFrom = Math.Max(CoveredFrom, EntryOf(_first).Time + 1);
        _first++;
    }

    void GrowBytes()
    {
        var old = _bytes;
        _bytes = new byte[old.Length * 2];
        _end = 0;
        for (var number = _first; number < _next; number++)
        {
            ref var entry = ref EntryOf(number);
            var bytes = old.AsSpan((int)(entry.Start & (old.Length - 1)), entry.KeyLength + entry.ValueLength);
            bytes.CopyTo(_bytes.AsSpan((int)_end));
            entry.Start = _end;
            _end += bytes.Length;
        }
    }

    void MakeRoomForEntry()
    {
        if (_entries.Length >= _mostBytes / BytesPerEntry)
        {
            DropFirst();
            return;
        }
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        _buckets = NewBuckets(_entries.Length);
        for (var number = _first; number < _next; number++)
            Link(number, old[number & (old.Length - 1)]);
    }

    void Link(long number, Entry entry)
    {
        ref var bucket = ref _buckets[Bucket(entry.Hash)];
        entry.Before = bucket;
        EntryOf(number) = entry;
        bucket = number;
    }

    ReadOnlySpan<byte> KeyOf(in Entry entry) => _bytes.AsSpan(At(entry.Start), entry.KeyLength);

    ref Entry EntryOf(long number) => ref _entries[number & (_entries.Length - 1)];

    int At(long position) => (int)(position & (_bytes.Length - 1));

    int Bucket(uint hash) => (int)(hash & (uint)(_buckets.Length - 1));

    static long[] NewBuckets(int count)
    {
        var buckets = new long[count];
        Array.Fill(buckets, -1);
        return buckets;
    }

    [StructLayout(LayoutKind.Auto)]
    struct Entry
    {
        public uint Hash;
        public int KeyLength;
        public int ValueLength;
        public long Time;
        public long Arrival;

        /// <summary>Where its bytes start, counted on over the rounds of the ring.</summary>
        public long Start;

        /// <summary>The entry of the bucket that came before; gone when it is below the first.</summary>
        public long Before;
    }
}
