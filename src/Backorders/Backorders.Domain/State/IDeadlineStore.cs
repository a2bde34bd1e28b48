namespace Backorders.Domain.State;

/// <summary>
/// The SKUs for which time alone will do something: key (deadline, SKU), no value; each SKU at most once.
/// </summary>
public interface IDeadlineStore
{
    /// <summary>Puts an entry.</summary>
    /// <param name="deadline">Log time in ms.</param>
    /// <param name="sku">The SKU.</param>
    void PutDeadline(long deadline, Sku sku);

    /// <summary>Deletes an entry.</summary>
    void RemoveDeadline(long deadline, Sku sku);

    /// <summary>
    /// Adds the SKUs with a deadline at or before a log time to a list, in any order.
    /// </summary>
    void ReadDue(long logTime, List<Sku> due);

    /// <summary>The earliest deadline of the partition, log time in ms; null when there is none.</summary>
    long? FirstDeadline();
}
