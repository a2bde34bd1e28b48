namespace Backorders.Domain.Promising;

/// <summary>A waiting line is covered by expected supply for the first time.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Date">The day.</param>
/// <param name="Cause">What moved it.</param>
public sealed record PromiseSet(EventHeader Header, OrderLineId Line, Rank Rank, DateOnly Date, string Cause)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(PromiseSet);
}

/// <summary>The day of a promise moved.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Old">The day before.</param>
/// <param name="New">The day now.</param>
/// <param name="Cause">What moved it.</param>
public sealed record PromiseChanged(
    EventHeader Header, OrderLineId Line, Rank Rank, DateOnly Old, DateOnly New, string Cause)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(PromiseChanged);
}

/// <summary>Expected supply no longer covers the line.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Old">The day before.</param>
/// <param name="Cause">What took it away.</param>
public sealed record PromiseWithdrawn(EventHeader Header, OrderLineId Line, Rank Rank, DateOnly Old, string Cause)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(PromiseWithdrawn);
}

/// <summary>The promised day passed and the line still waits.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Date">The day that passed.</param>
/// <param name="Cause">supply_overdue.</param>
public sealed record PromiseBroken(EventHeader Header, OrderLineId Line, Rank Rank, DateOnly Date, string Cause)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(PromiseBroken);
}
