namespace Backorders.Domain.Allocation;

/// <summary>
/// One delivery, one outcome: event ids are remembered by scope for a time fixed when they were first seen.
/// </summary>
internal static class Deduplication
{
    /// <summary>
    /// Whether the scope knows the id; if not, it does from now on. A repeat does not extend its life.
    /// </summary>
    public static bool IsRepeat(RecordScope record, Sku scope, string eventId, long windowMs)
    {
        var state = record.State;
        var known = state.FindRemembered(scope, eventId);
        if (known > record.LogTime)
            return true;
        if (known is { } ended)
            state.RemoveRemembered(new(ended, scope, eventId));
        if (windowMs == 0)
            return false;
        var expiresAt = record.LogTime + windowMs;
        state.PutRemembered(new(expiresAt, scope, eventId));
        var partition = record.Partition;
        record.Partition = partition with { NextIdExpiry = Math.Min(partition.NextIdExpiry, expiresAt) };
        return false;
    }
}
