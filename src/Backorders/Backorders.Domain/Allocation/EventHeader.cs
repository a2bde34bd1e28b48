namespace Backorders.Domain.Allocation;

/// <summary>What every event carries.</summary>
/// <param name="Position">The record that caused it.</param>
/// <param name="Index">0, 1, 2 ... over all events of that record.</param>
/// <param name="Sku">The SKU, or <see cref="Sku.Partition"/>.</param>
/// <param name="Sequence">1, 2, 3 ... without gaps per SKU.</param>
/// <param name="LogTime">Log time in ms since 1970-01-01T00:00Z.</param>
/// <param name="CausationId">The command's event id; null when it had no valid one.</param>
/// <param name="OwnPolicy">Whether the policy in force is the SKU's own, not the partition's default.</param>
/// <param name="PolicyVersion">The version of the policy in force.</param>
public readonly record struct EventHeader(
    LogPosition Position, int Index, Sku Sku, long Sequence, long LogTime, string? CausationId, bool OwnPolicy,
    long PolicyVersion)
{
    /// <summary>The deterministic event id <c>partition-offset-n</c>, without the log's epoch.</summary>
    public string Id => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Position.Partition}-{Position.Offset}-{Index}");
}
