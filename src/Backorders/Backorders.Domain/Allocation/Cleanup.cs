namespace Backorders.Domain.Allocation;

/// <summary>
/// Deletes what time has ended: remembered ids and closed lines, a few with each record. A record adds at most one of
/// each, so the backlog shrinks; what is ended but not yet deleted already counts as gone.
/// </summary>
internal static class Cleanup
{
    const int PerRecord = 4;

    public static void Run(RecordScope record)
    {
        if (record.Partition.NextIdExpiry <= record.LogTime)
            ForgetIds(record);
        if (record.Partition.NextForget <= record.LogTime)
            ForgetLines(record);
    }

    static void ForgetIds(RecordScope record)
    {
        Span<RememberedEntry> page = new RememberedEntry[PerRecord + 1];
        var count = record.State.ReadRememberedByExpiry(page);
        var next = long.MaxValue;
        for (var index = 0; index < count; index++)
        {
            var entry = page[index];
            if (index == PerRecord || entry.ExpiresAt > record.LogTime)
            {
                next = entry.ExpiresAt;
                break;
            }
            record.State.RemoveRemembered(entry.Scope, entry.EventId);
            record.State.RemoveRememberedByExpiry(entry);
        }
        record.Partition = record.Partition with { NextIdExpiry = next };
    }

    static void ForgetLines(RecordScope record)
    {
        Span<ForgetEntry> page = new ForgetEntry[PerRecord + 1];
        var count = record.State.ReadForget(page);
        var next = long.MaxValue;
        for (var index = 0; index < count; index++)
        {
            var entry = page[index];
            if (index == PerRecord || entry.ForgetAt > record.LogTime)
            {
                next = entry.ForgetAt;
                break;
            }
            record.State.RemoveLine(entry.Sku, entry.Line);
            record.State.RemoveForget(entry);
        }
        record.Partition = record.Partition with { NextForget = next };
    }
}
