namespace Backorders.Domain.State;

/// <summary>The demand lines: key (SKU, order, line).</summary>
public interface ILineStore
{
    /// <summary>Point get; null when there is none.</summary>
    DemandLine? FindLine(Sku sku, OrderLineId line);

    /// <summary>Puts a line.</summary>
    void PutLine(Sku sku, in DemandLine line);

    /// <summary>Deletes a line.</summary>
    void RemoveLine(Sku sku, OrderLineId line);

    /// <summary>
    /// All lines of a SKU, open and closed, in any order: a prefix scan. Nothing is written while it runs. Used for
    /// snapshots and explanations.
    /// </summary>
    IEnumerable<DemandLine> ReadLines(Sku sku);
}
