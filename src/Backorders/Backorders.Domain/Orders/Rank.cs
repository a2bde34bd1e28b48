namespace Backorders.Domain.Orders;

/// <summary>
/// The place of a line in the total order of its SKU, best first: priority class, then, when the policy sorts by it,
/// the requested date with none last, then the accepted sequence.
/// </summary>
/// <remarks>Ranks of one SKU are comparable when all were made with the same sort keys.</remarks>
public readonly record struct Rank : IComparable<Rank>
{
    const int NoDate = int.MaxValue;
    const int Unsorted = -1;
    // Better than each offset.
    const long BeforeAll = -1;

    Rank(int priorityClass, int dateKey, long acceptedSequence)
    {
        PriorityClass = priorityClass;
        DateKey = dateKey;
        AcceptedSequence = acceptedSequence;
    }

    /// <summary>0 (best) to 99.</summary>
    public int PriorityClass { get; }

    /// <summary>
    /// The date as a sortable number: -1 when dates do not sort, the day number, or <see cref="int.MaxValue"/> for a
    /// line without a date. A stored key keeps it so.
    /// </summary>
    public int DateKey { get; }

    /// <summary>The offset of the command that placed the line.</summary>
    public long AcceptedSequence { get; }

    /// <summary>Whether the requested date is one of the keys.</summary>
    public bool SortsByDate => DateKey != Unsorted;

    /// <summary>The requested date where it is a key; null for none.</summary>
    public DateOnly? RequestedDate => DateKey is Unsorted or NoDate ? null : DateOnly.FromDayNumber(DateKey);

    /// <summary>Makes a rank.</summary>
    /// <param name="priorityClass">0 to 99.</param>
    /// <param name="requestedDate">The line's date; looked at only when <paramref name="sortsByDate"/>.</param>
    /// <param name="acceptedSequence">The offset of the line's PlaceDemand.</param>
    /// <param name="sortsByDate">Whether the policy's sort keys name the requested date.</param>
    public static Rank Of(int priorityClass, DateOnly? requestedDate, long acceptedSequence, bool sortsByDate) =>
        new(priorityClass, sortsByDate ? requestedDate?.DayNumber ?? NoDate : Unsorted, acceptedSequence);

    /// <summary>
    /// A rank just better than this one, which no line has: what comes after it begins with this one.
    /// </summary>
    /// <remarks>A method, since what a record prints is its properties.</remarks>
    public Rank JustBefore() => new(PriorityClass, DateKey, AcceptedSequence - 1);

    /// <summary>
    /// Where it belongs among the lines without a date alone, whose ranks then need no date: itself when it has none,
    /// else before those of its class, which all rank worse.
    /// </summary>
    internal Rank AmongUndated() => DateKey switch
    {
        Unsorted => this,
        NoDate => new(PriorityClass, Unsorted, AcceptedSequence),
        _ => new(PriorityClass, Unsorted, BeforeAll),
    };

    /// <summary>The rank, where dates sort, of a line without one that has this rank where they do not.</summary>
    internal Rank BehindDates() => new(PriorityClass, NoDate, AcceptedSequence);

    /// <summary>A rank from its stored parts.</summary>
    public static Rank FromKey(int priorityClass, int dateKey, long acceptedSequence) =>
        new(priorityClass, dateKey, acceptedSequence);

    /// <inheritdoc/>
    public int CompareTo(Rank other)
    {
        if (PriorityClass != other.PriorityClass)
            return PriorityClass < other.PriorityClass ? -1 : 1;
        if (DateKey != other.DateKey)
            return DateKey < other.DateKey ? -1 : 1;
        return AcceptedSequence.CompareTo(other.AcceptedSequence);
    }
}
