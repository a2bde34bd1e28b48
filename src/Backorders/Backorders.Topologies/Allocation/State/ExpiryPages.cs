using System.Buffers;
using StreamApps.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>
/// Entries of another table by the time at which they end. Times that come in order, as they do while all SKUs have
/// one window, stand together in pages, so that most entries add bytes to a page and not a key to the store; what comes
/// out of order has a key of its own. A page goes when its last entry has ended.
/// </summary>
/// <param name="store">The allocation store.</param>
/// <param name="target">The table of the entries.</param>
/// <param name="pages">The table of full pages: key (end of the last entry, number).</param>
/// <param name="open">The table of the page that is written to; it has one key.</param>
/// <param name="single">The table of entries out of order: key (end, entry's key).</param>
sealed class ExpiryPages(IBytesStore store, Table target, Table pages, Table open, Table single)
{
    const int PageBytes = 1_000;

    readonly KeyBuilder _key = new();
    readonly KeyBuilder _end = new();
    readonly ValueWriter _value = new();
    readonly ArrayBufferWriter<byte> _page = new(2 * PageBytes);
    readonly ArrayBufferWriter<byte> _taken = new(4 * PageBytes);
    readonly List<(long End, long Number)> _takenPages = [];
    readonly List<(long End, int At, int Length)> _takenEntries = [];

    /// <summary>Adds an entry.</summary>
    /// <param name="end">When it ends.</param>
    /// <param name="name">Its key without the table.</param>
    public void Put(long end, ReadOnlySpan<byte> name)
    {
        _page.ResetWrittenCount();
        if (!store.TryGet(_key.Start(open).Bytes, _page))
        {
            Begin(0, end, name);
            return;
        }
        var page = new PageReader(_page.WrittenSpan);
        if (end < page.Last)
        {
            store.Put(_key.Start(single).Add(end).Add(name).Bytes, []);
            return;
        }
        if (_page.WrittenCount + name.Length > PageBytes)
        {
            store.Put(_key.Start(pages).Add(page.Last).Add(page.Number).Bytes, _page.WrittenSpan);
            Begin(page.Number + 1, end, name);
            return;
        }
        _value.Start().Add(page.Number).Add(end).AddBytes(page.Entries);
        AddEntry(end, name);
        store.Put(_key.Start(open).Bytes, _value.Bytes);
    }

    /// <summary>Removes an entry, wherever it stands.</summary>
    /// <param name="end">When it ends.</param>
    /// <param name="name">Its key without the table.</param>
    public void Remove(long end, ReadOnlySpan<byte> name)
    {
        store.Delete(_key.Start(single).Add(end).Add(name).Bytes);
        _takenPages.Clear();
        using (var found = store.Scan(_key.Start(pages).Add(end).Bytes, _end.Start(pages).AfterPrefix().Bytes))
        {
            while (found.MoveNext())
            {
                var key = new KeyReader(found.Key);
                var page = (End: key.Int64(), Number: key.Int64());
                _takenPages.Add(page);
                // Those behind it hold only what ends later.
                if (page.End > end)
                    break;
            }
        }
        foreach (var (last, number) in _takenPages)
        {
            if (Remove(_key.Start(pages).Add(last).Add(number), end, name))
                return;
        }
        Remove(_key.Start(open), end, name);
    }

    /// <summary>
    /// Removes what has ended, with its pages, from the target table as well: whole pages, until so many are removed.
    /// </summary>
    /// <param name="from">A time before which nothing is to be found: what was there was removed.</param>
    /// <param name="now">The log time.</param>
    /// <param name="most">After so many no further page is begun.</param>
    /// <returns>When there is something to remove next; the largest number when nothing is left.</returns>
    public long Forget(long from, long now, int most)
    {
        _taken.ResetWrittenCount();
        _takenPages.Clear();
        _takenEntries.Clear();
        var next = Math.Min(TakePages(from, now, most), TakeSingle(from, now, most));
        foreach (var (last, number) in _takenPages)
            store.Delete(_key.Start(pages).Add(last).Add(number).Bytes);
        foreach (var (end, at, length) in _takenEntries)
        {
            var name = _taken.WrittenSpan.Slice(at, length);
            store.Delete(_key.Start(target).Add(name).Bytes);
            if (end >= 0)
                store.Delete(_key.Start(single).Add(end).Add(name).Bytes);
        }
        return next;
    }

    void Begin(long number, long end, ReadOnlySpan<byte> name)
    {
        _value.Start().Add(number).Add(end);
        AddEntry(end, name);
        store.Put(_key.Start(open).Bytes, _value.Bytes);
    }

    void AddEntry(long end, ReadOnlySpan<byte> name) => _value.Add(end).Add((long)name.Length).AddBytes(name);

    bool Remove(KeyBuilder key, long end, ReadOnlySpan<byte> name)
    {
        _page.ResetWrittenCount();
        if (!store.TryGet(key.Bytes, _page))
            return false;
        var page = new PageReader(_page.WrittenSpan);
        _value.Start().Add(page.Number).Add(page.Last);
        var isFound = false;
        while (page.TryNext(out var otherEnd, out var other))
        {
            if (!isFound && otherEnd == end && other.SequenceEqual(name))
            {
                isFound = true;
                continue;
            }
            AddEntry(otherEnd, other);
        }
        // A page that is left empty stays until its time: its number is not given out again before.
        if (isFound)
            store.Put(key.Bytes, _value.Bytes);
        return isFound;
    }

    long TakePages(long from, long now, int most)
    {
        using (var found = store.Scan(_key.Start(pages).Add(from).Bytes, _end.Start(pages).AfterPrefix().Bytes))
        {
            while (found.MoveNext())
            {
                var key = new KeyReader(found.Key);
                var last = key.Int64();
                if (last > now || _takenEntries.Count >= most)
                    return last;
                _takenPages.Add((last, key.Int64()));
                Take(new PageReader(found.Value));
            }
        }
        _page.ResetWrittenCount();
        if (!store.TryGet(_key.Start(open).Bytes, _page))
            return long.MaxValue;
        var page = new PageReader(_page.WrittenSpan);
        if (page.Last > now || _takenEntries.Count >= most)
            return page.Last;
        Take(page);
        store.Delete(_key.Start(open).Bytes);
        return long.MaxValue;
    }

    void Take(PageReader page)
    {
        while (page.TryNext(out _, out var name))
            Take(-1, name);
    }

    long TakeSingle(long from, long now, int most)
    {
        using var found = store.Scan(_key.Start(single).Add(from).Bytes, _end.Start(single).AfterPrefix().Bytes);
        while (found.MoveNext())
        {
            var key = new KeyReader(found.Key);
            var end = key.Int64();
            if (end > now || _takenEntries.Count >= most)
                return end;
            Take(end, key.Rest);
        }
        return long.MaxValue;
    }

    void Take(long end, ReadOnlySpan<byte> name)
    {
        _takenEntries.Add((end, _taken.WrittenCount, name.Length));
        _taken.Write(name);
    }

    /// <summary>Reads a page: its number, the end of its last entry, and the entries.</summary>
    ref struct PageReader
    {
        ValueReader _rest;

        public PageReader(ReadOnlySpan<byte> value)
        {
            _rest = new ValueReader(value);
            Number = _rest.Int64();
            Last = _rest.Int64();
        }

        public long Number { get; }

        public long Last { get; }

        /// <summary>The entries that were not read yet, as they stand there.</summary>
        public readonly ReadOnlySpan<byte> Entries => _rest.Rest;

        public bool TryNext(out long end, out ReadOnlySpan<byte> name)
        {
            end = 0;
            name = default;
            if (_rest.Rest.IsEmpty)
                return false;
            end = _rest.Int64();
            name = _rest.Bytes();
            return true;
        }
    }
}
