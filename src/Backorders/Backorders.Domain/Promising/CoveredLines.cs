namespace Backorders.Domain.Promising;

/// <summary>A waiting line that a walk over expected supply has passed.</summary>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Line">The line.</param>
/// <param name="Need">Units that it waits for.</param>
/// <param name="Lanes">The lanes of its eligible sites.</param>
/// <param name="Promise">What it was promised.</param>
internal readonly record struct CoveredLine(Rank Rank, OrderLineId Line, long Need, int[] Lanes, DateOnly? Promise);

/// <summary>
/// Lines in rank order, each with the places of the lanes before it took from them. They stand together in arrays with
/// room at both ends: most leave at the front and join at the end.
/// </summary>
/// <param name="lanes">The number of lanes.</param>
internal sealed class CoveredLines(int lanes)
{
    const int FirstRoom = 8;

    CoveredLine[] _lines = new CoveredLine[FirstRoom];
    long[] _places = new long[FirstRoom * lanes];
    int _start;

    public int Count { get; private set; }

    public ref CoveredLine this[int index] => ref _lines[_start + index];

    public Span<long> PlacesAt(int index) => _places.AsSpan((_start + index) * lanes, lanes);

    /// <summary>Where the line of a rank is; else the complement of where it belongs.</summary>
    public int Find(Rank rank)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var order = _lines[_start + middle].Rank.CompareTo(rank);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return ~low;
    }

    public void Insert(int index, in CoveredLine line)
    {
        if (_start + Count == _lines.Length)
            MakeRoom();
        Shift(_start + index, _start + index + 1, Count - index);
        Count++;
        this[index] = line;
    }

    public void RemoveAt(int index)
    {
        Count--;
        if (index < Count / 2)
        {
            Shift(_start, _start + 1, index);
            _lines[_start++] = default;
            return;
        }
        Shift(_start + index + 1, _start + index, Count - index);
        _lines[_start + Count] = default;
    }

    /// <summary>Drops all from an index on.</summary>
    public void Cut(int count)
    {
        Array.Clear(_lines, _start + count, Count - count);
        Count = count;
    }

    void MakeRoom()
    {
        if (_start > Count / 2)
        {
            Shift(_start, 0, Count);
            Array.Clear(_lines, Count, _start);
            _start = 0;
            return;
        }
        Array.Resize(ref _lines, _lines.Length * 2);
        Array.Resize(ref _places, _lines.Length * lanes);
    }

    void Shift(int from, int to, int count)
    {
        Array.Copy(_lines, from, _lines, to, count);
        Array.Copy(_places, from * lanes, _places, to * lanes, count * lanes);
    }
}
