namespace Backorders.Domain.State;

/// <summary>
/// A line in a slot, without a reference: sites are numbers of its SKU. What few lines have, sites of their own or
/// units at more than one site, stands beside it.
/// </summary>
internal struct PackedLine
{
    const int NoDate = -1;
    const long NoTime = long.MinValue;
    const int NoSite = -1;

    int _requestedDate;
    int _promise;
    int _heldSite;
    byte _priorityClass;
    bool _allowSplit;
    bool _allowPartial;
    long _quantity;
    long _shipped;
    long _cancelled;
    long _acceptedSequence;
    long _forgetAt;
    long _heldUnits;

    /// <summary>Whether its sites, or where its units are, stand beside it.</summary>
    public bool HasParts { get; private set; }

    public readonly bool IsDated => _requestedDate != NoDate;

    /// <summary>The number of the one site that holds units for it; negative when there is none.</summary>
    public readonly int HeldSite => _heldSite;

    public readonly long HeldUnits => _heldUnits;

    /// <summary>Its rank in an order that it stands in.</summary>
    public readonly Rank RankIn(RankOrder order) =>
        Rank.Of(_priorityClass, DateOf(_requestedDate), _acceptedSequence, order == RankOrder.ByDate);

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line; its id is in the slot already.</param>
    /// <param name="heldSite">The number of the site of its first allocation, when it has one.</param>
    public void Set(in DemandLine line, int heldSite)
    {
        _requestedDate = line.RequestedDate?.DayNumber ?? NoDate;
        _promise = line.Promise?.DayNumber ?? NoDate;
        _priorityClass = (byte)line.PriorityClass;
        _allowSplit = line.AllowSplit;
        _allowPartial = line.AllowPartial;
        _quantity = line.Quantity;
        _shipped = line.Shipped;
        _cancelled = line.Cancelled;
        _acceptedSequence = line.AcceptedSequence;
        _forgetAt = line.ForgetAt ?? NoTime;
        HasParts = !line.Sites.IsEmpty || line.Allocations.Length > 1;
        var isHeld = !HasParts && line.Allocations.Length == 1;
        _heldSite = isHeld ? heldSite : NoSite;
        _heldUnits = isHeld ? line.Allocations[0].Units : 0;
    }

    /// <summary>The line, by the id that it has.</summary>
    public readonly DemandLine ToLine(
        OrderLineId id, ImmutableArray<SiteId> sites, ImmutableArray<SiteUnits> allocations) => new()
        {
            Id = id,
            Quantity = _quantity,
            Shipped = _shipped,
            Cancelled = _cancelled,
            Allocations = allocations,
            PriorityClass = _priorityClass,
            RequestedDate = DateOf(_requestedDate),
            AcceptedSequence = _acceptedSequence,
            Sites = sites,
            AllowSplit = _allowSplit,
            AllowPartial = _allowPartial,
            Promise = DateOf(_promise),
            ForgetAt = _forgetAt == NoTime ? null : _forgetAt,
        };

    static DateOnly? DateOf(int day) => day == NoDate ? null : DateOnly.FromDayNumber(day);
}
