namespace Backorders.Domain.State;

/// <summary>An entry of a <see cref="WaitingQueue"/>: key (SKU, queue, rank), value (line, need).</summary>
/// <param name="Rank">The line's place in the queue's order.</param>
/// <param name="Line">The line.</param>
/// <param name="Need">Units that it waits for, at least 1.</param>
public readonly record struct WaitingEntry(Rank Rank, OrderLineId Line, long Need);

/// <summary>An entry of the lines that hold units at a site: key (SKU, site, order, rank), value (line).</summary>
/// <param name="Rank">The line's place in the order.</param>
/// <param name="Line">The line.</param>
public readonly record struct HolderEntry(Rank Rank, OrderLineId Line);

/// <summary>An entry of the lines with a promise: key (SKU, order, rank), value (line, date).</summary>
/// <param name="Rank">The line's place in the order.</param>
/// <param name="Line">The line.</param>
/// <param name="Promise">The promised day.</param>
public readonly record struct PromisedEntry(Rank Rank, OrderLineId Line, DateOnly Promise);

/// <summary>An entry of the remembered event ids by their end: key (end, scope, id).</summary>
/// <param name="ExpiresAt">Log time in ms from which the id is not known any more.</param>
/// <param name="Scope">The SKU, or <see cref="Sku.Partition"/>.</param>
/// <param name="EventId">The id.</param>
public readonly record struct RememberedEntry(long ExpiresAt, Sku Scope, string EventId);

/// <summary>An entry of the closed lines by the end of their retention: key (end, SKU, line).</summary>
/// <param name="ForgetAt">Log time in ms from which the line counts as never seen.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Line">The line.</param>
public readonly record struct ForgetEntry(long ForgetAt, Sku Sku, OrderLineId Line);
