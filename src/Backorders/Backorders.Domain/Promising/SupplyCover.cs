namespace Backorders.Domain.Promising;

/// <summary>
/// What the last walk over a SKU's expected supply has found: its lanes and the lines that it passed, as far down the
/// order as supply reaches. Changes are noted in it as they happen, so that the next walk begins at the first line that
/// may be promised otherwise and ends where all is as it was. It follows from the stored state and may be dropped at
/// any time.
/// </summary>
internal sealed class SupplyCover
{
    /// <summary>More lines or lanes are not kept: they are read again each time.</summary>
    public const int MostLines = 32_768;

    const int MostLanes = 16;
    // Lines past the end of supply stay for a while: they are the next to be covered.
    const int KeptUncovered = 16;
    const int MostUncovered = 64;

    readonly CoveredLines _lines;
    readonly int[][] _laneAlone;
    int _from = int.MaxValue;
    Rank? _worst;

    public SupplyCover(SkuSession session)
    {
        Lanes = SupplyLanes.Load(session);
        Policy = session.Policy;
        RankedByDate = session.Header.RankedByDate;
        PolicyLanes = Lanes.Of(Policy.SiteOrder.AsSpan());
        IsWhole = Lanes.Count <= MostLanes;
        HasStrays = session.Header.PromisedLines > 0;
        _laneAlone = new int[Lanes.Count][];
        for (var lane = 0; lane < _laneAlone.Length; lane++)
            _laneAlone[lane] = [lane];
        _lines = new(IsWhole ? Lanes.Count : 0);
        _from = 0;
    }

    public SupplyLanes Lanes { get; }

    /// <summary>The policy that says which sites serve a line.</summary>
    public AllocationPolicy Policy { get; }

    public bool RankedByDate { get; }

    /// <summary>The lanes of the lines that follow the policy.</summary>
    public int[] PolicyLanes { get; }

    /// <summary>The SKU's sequence after the last event that it knows of.</summary>
    public long Sequence { get; set; }

    /// <summary>Lines that a shelf counts it for.</summary>
    public int CountedLines { get; set; }

    public int Count => _lines.Count;

    /// <summary>How far the order was read; null for not at all.</summary>
    public Rank? ReadTo { get; set; }

    /// <summary>Whether the order was read to its end; if not, the lanes are empty where it was read to.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether lines with a promise may stand beyond what was read.</summary>
    public bool HasStrays { get; set; }

    /// <summary>
    /// Whether each line that a lane may serve is in it, as far as was read; else it may not be kept.
    /// </summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether a walk would find what the last one found.</summary>
    public bool IsSettled => _from == int.MaxValue && !HasStrays;

    public CoveredLine LineAt(int index) => _lines[index];

    /// <summary>Brings the lanes to where the first changed line begins.</summary>
    /// <returns>The line before it, which gives the same again, or the first.</returns>
    public int Start()
    {
        var index = Math.Min(_from, _lines.Count) - 1;
        if (index > 0)
        {
            Lanes.Seek(_lines.PlacesAt(index));
            return index;
        }
        Lanes.Rewind();
        return 0;
    }

    /// <summary>Whether a line and all after it find what they found in the last walk.</summary>
    public bool IsAsBefore(int index) =>
        index >= _from && !(_worst?.CompareTo(_lines[index].Rank) >= 0) && Lanes.AreAsAt(_lines.PlacesAt(index));

    /// <summary>Lets a line take what it needs.</summary>
    /// <returns>Its promise, which is kept; the one before is <see cref="CoveredLine.Promise"/> until then.</returns>
    public DateOnly? Take(int index)
    {
        ref var line = ref _lines[index];
        Lanes.CopyTo(_lines.PlacesAt(index));
        var promise = Lanes.Take(line.Lanes, line.Need);
        line = line with { Promise = promise };
        return promise;
    }

    /// <summary>Adds a line after all others, with nothing taken yet.</summary>
    public void Append(in CoveredLine line) => _lines.Insert(_lines.Count, line);

    /// <summary>
    /// After a walk: notes that all is as it says, and drops what stands far beyond the end of supply.
    /// </summary>
    public void Settle(bool walkedToEnd)
    {
        _from = int.MaxValue;
        _worst = null;
        HasStrays = false;
        Lanes.Settle();
        if (!walkedToEnd || Lanes.Open > 0)
            return;
        var covered = FirstUncovered();
        if (_lines.Count - covered <= MostUncovered)
            return;
        _lines.Cut(covered + KeptUncovered);
        ReadTo = _lines[_lines.Count - 1].Rank;
        IsComplete = false;
    }

    /// <summary>Notes how a line waits from now on.</summary>
    public void Move(in DemandLine before, in DemandLine after)
    {
        if (before.Backordered > 0)
            Remove(before.RankWith(RankedByDate));
        if (after.Backordered > 0)
            Add(after.RankWith(RankedByDate), after);
    }

    /// <summary>Notes that a supply counts otherwise; null for one that does not count.</summary>
    /// <returns>False when the cover has no place for it and is to be dropped.</returns>
    public bool Change(Supply? before, Supply? after)
    {
        var isSame = before is not null && before.Date == after?.Date;
        var change = (after?.Quantity ?? 0) - (isSame ? before!.Quantity : 0);
        if (before is not null && (!isSame || change < 0))
        {
            Lanes.Shrink(before, isSame ? -change : before.Quantity);
            _from = 0;
        }
        if (after is null || change <= 0)
            return true;
        _from = Math.Min(_from, FirstPromisedFrom(after.Date));
        return Lanes.Grow(after, change);
    }

    /// <summary>The lanes that may serve a line that does not follow the policy.</summary>
    public int[] LanesOf(in DemandLine line)
    {
        if (line.BoundTo is not { } bound)
            return Lanes.Of(line.Sites.AsSpan());
        var lanes = Lanes.Of(new ReadOnlySpan<SiteId>(in bound));
        return lanes.Length == 0 ? lanes : _laneAlone[lanes[0]];
    }

    void Remove(Rank rank)
    {
        var index = _lines.Find(rank);
        if (index < 0)
            return;
        _lines.RemoveAt(index);
        NoteChange(index, rank);
    }

    void Add(Rank rank, in DemandLine line)
    {
        if (!IsComplete && rank.CompareTo(ReadTo!.Value) > 0)
        {
            HasStrays |= line.Promise is not null;
            return;
        }
        var lanes = line.BoundTo is null && line.Sites.IsEmpty ? PolicyLanes : LanesOf(line);
        if (lanes.Length == 0 && line.Promise is null)
            return;
        var index = ~_lines.Find(rank);
        _lines.Insert(index, new(rank, line.Id, line.Backordered, lanes, line.Promise));
        NoteChange(index, rank);
        IsWhole &= _lines.Count <= MostLines;
    }

    void NoteChange(int index, Rank rank)
    {
        _from = Math.Min(_from, index);
        if (!(_worst?.CompareTo(rank) > 0))
            _worst = rank;
    }

    // Who is promised an earlier day never looks at a supply of this one.
    int FirstPromisedFrom(DateOnly date)
    {
        var index = 0;
        while (index < _lines.Count && _lines[index].Promise < date)
            index++;
        return index;
    }

    int FirstUncovered()
    {
        Span<long> ends = stackalloc long[Lanes.Count];
        Lanes.CopyTo(ends);
        int low = 0, high = _lines.Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_lines.PlacesAt(middle).SequenceEqual(ends))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
