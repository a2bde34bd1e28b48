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
    const int LeastPageBytes = 1 << 10;
    const int MostPages = 32;
    const int PageEntries = 1 << 10;
    const int LeastBuckets = 1 << 6;
    const int BytesPerEntry = 64;

    readonly int _mostPages;
    readonly int _mostEntries;
    readonly int _pageBytes;
    readonly List<long> _found = [];
    readonly Comparison<long> _byTime;
    readonly PagedRing<byte> _bytes;
    readonly PagedRing<Entry> _entries = new(PageEntries);
    long[] _buckets = NewBuckets(LeastBuckets);
    long _first;
    long _next;
    long _end;

    /// <param name="mostBytes">
    /// Bytes of keys and values that it may hold, a power of two from 4,096 on; and one record for each 64 of them. A
    /// record larger than a page, which is a 32nd of it but at least 1,024 bytes, is left to the store.
    /// </param>
    public RecentRecords(int mostBytes = DefaultBytes)
    {
        _pageBytes = Math.Max(LeastPageBytes, mostBytes / MostPages);
        _mostPages = mostBytes / _pageBytes;
        _mostEntries = mostBytes / BytesPerEntry;
        _bytes = new(_pageBytes);
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
        _first = _next;
        Trim();
    }

    /// <summary>A record is kept now. Times need not come in order, arrivals must.</summary>
    public void Add(ReadOnlySpan<byte> key, long time, long arrival, ReadOnlySpan<byte> value)
    {
        if (time < CoveredFrom)
            return;
        var length = key.Length + value.Length;
        if (length > _pageBytes)
        {
            CoveredFrom = time + 1;
            return;
        }
        var start = Reserve(length);
        _entries.Reach(_next);
        if (_next - _first == _buckets.Length)
            GrowBuckets();
        key.CopyTo(_bytes.Slice(start, length));
        value.CopyTo(_bytes.Slice(start, length)[key.Length..]);
        _entries[_next] = new Entry
        {
            Hash = KeyHash.Compute(key),
            Time = time,
            Arrival = arrival,
            Start = start,
            KeyLength = key.Length,
            ValueLength = value.Length,
        };
        Link(_next++);
        _end = start + length;
    }

    /// <summary>Records up to this time are asked for no more: those that came first go.</summary>
    public void Expire(long upTo)
    {
        while (_first < _next && _entries[_first].Time <= upTo)
            _first++;
        Trim();
    }

    /// <summary>Finds the records of a key from one time to another: by time, then arrival.</summary>
    public void Find(ReadOnlySpan<byte> key, long from, long to)
    {
        _found.Clear();
        var hash = KeyHash.Compute(key);
        for (var number = _buckets[Bucket(hash)]; number >= _first; number = _entries[number].Before)
        {
            ref readonly var entry = ref _entries[number];
            if (entry.Hash == hash && entry.Time >= from && entry.Time <= to && key.SequenceEqual(KeyOf(entry)))
                _found.Add(number);
        }
        if (_found.Count > 1)
            _found.Sort(_byTime);
    }

    /// <summary>The time of a record that was found.</summary>
    public long Time(int index) => _entries[_found[index]].Time;

    /// <summary>The value of a record that was found.</summary>
    public ReadOnlySpan<byte> Value(int index)
    {
        ref readonly var entry = ref _entries[_found[index]];
        return _bytes.Slice(entry.Start, entry.KeyLength + entry.ValueLength)[entry.KeyLength..];
    }

    int Compare(long one, long two)
    {
        var byTime = _entries[one].Time.CompareTo(_entries[two].Time);
        return byTime != 0 ? byTime : _entries[one].Arrival.CompareTo(_entries[two].Arrival);
    }

    // Each record lies in one piece.
    long Reserve(int length)
    {
        var start = _bytes.Fit(_end, length);
        while (_first < _next
            && (_next - _first == _mostEntries || _bytes.Pages(_entries[_first].Start, start) > _mostPages))
        {
            CoveredFrom = Math.Max(CoveredFrom, _entries[_first].Time + 1);
            _first++;
        }
        Trim();
        _bytes.Reach(start);
        return start;
    }

    void Trim()
    {
        _bytes.ForgetBefore(_first < _next ? _entries[_first].Start : _end);
        _entries.ForgetBefore(_first);
    }

    void GrowBuckets()
    {
        _buckets = NewBuckets(_buckets.Length * 2);
        for (var number = _first; number < _next; number++)
            Link(number);
    }

    void Link(long number)
    {
        ref var entry = ref _entries[number];
        ref var bucket = ref _buckets[Bucket(entry.Hash)];
        entry.Before = bucket;
        bucket = number;
    }

    ReadOnlySpan<byte> KeyOf(in Entry entry) => _bytes.Slice(entry.Start, entry.KeyLength);

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

        /// <summary>Where its bytes start.</summary>
        public long Start;

        /// <summary>The entry of the bucket that came before; gone when it is below the first.</summary>
        public long Before;
    }
}
