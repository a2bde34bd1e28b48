using System.Numerics;

namespace StreamApps.Processing;

/// <summary>
/// Items by ever higher numbers, in pages that come at one end and go at the other. What goes is used again, so it
/// grows and shrinks with what it holds, copies nothing and leaves the garbage collector nothing to do. For one thread.
/// </summary>
/// <param name="pageSize">Items of a page, a power of two.</param>
internal sealed class PagedRing<T>(int pageSize)
{
    const int MostSpare = 2;

    readonly int _shift = BitOperations.Log2((uint)pageSize);
    readonly Stack<T[]> _spare = new();
    T[]?[] _pages = new T[]?[4];
    long _first;
    long _end;

    /// <summary>An item; its page must be there.</summary>
    public ref T this[long number] => ref PageOf(number)[(int)number & (pageSize - 1)];

    /// <summary>Items that lie within one page.</summary>
    public Span<T> Slice(long number, int count) => PageOf(number).AsSpan((int)number & (pageSize - 1), count);

    /// <summary>Where <paramref name="count"/> items have place in one page, from a number on.</summary>
    public long Fit(long number, int count) =>
        ((int)number & (pageSize - 1)) + count <= pageSize ? number : (number | (uint)(pageSize - 1)) + 1;

    /// <summary>How many pages lie between two numbers, with those of both.</summary>
    public long Pages(long from, long to) => (to >> _shift) - (from >> _shift) + 1;

    /// <summary>Brings the pages up to that of a number.</summary>
    public void Reach(long number)
    {
        var page = number >> _shift;
        if (_first == _end)
            _first = _end = page;
        for (; _end <= page; _end++)
        {
            if (_end - _first == _pages.Length)
                Grow();
            _pages[Place(_end)] = _spare.TryPop(out var used) ? used : new T[pageSize];
        }
    }

    /// <summary>Gives up the pages before that of a number.</summary>
    public void ForgetBefore(long number)
    {
        for (var end = Math.Min(number >> _shift, _end); _first < end; _first++)
        {
            ref var page = ref _pages[Place(_first)];
            if (_spare.Count < MostSpare)
                _spare.Push(page!);
            page = null;
        }
    }

    T[] PageOf(long number) => _pages[Place(number >> _shift)]!;

    int Place(long page) => (int)page & (_pages.Length - 1);

    void Grow()
    {
        var old = _pages;
        _pages = new T[]?[old.Length * 2];
        for (var page = _first; page < _end; page++)
            _pages[Place(page)] = old[(int)page & (old.Length - 1)];
    }
}
