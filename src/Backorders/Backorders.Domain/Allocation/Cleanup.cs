namespace Backorders.Domain.Allocation;

/// <summary>
/// Deletes what time has ended: remembered ids and closed lines, a few with each record. A record adds at most one of
/// each, so the backlog shrinks; what is ended but not yet deleted already counts as gone.
/// </summary>
internal sealed class Cleanup
{
    const int PerRecord = 4;

    readonly RememberedEntry[] _ids = new RememberedEntry[PerRecord + 1];
    readonly ForgetEntry[] _lines = new ForgetEntry[PerRecord + 1];

    public void Run(RecordScope record)
    {
        if (record.Partition.NextIdExpiry <= record.LogTime)
            ForgetIds(record);
        if (record.Partition.NextForget <= record.LogTime)
            ForgetLines(record);
    }

    void ForgetIds(RecordScope record)
    {
        var count = record.State.ReadRememberedByExpiry(_ids);
        var next = long.MaxValue;
        for (var index = 0; index < count; index++)
        {
            var entry = _ids[index];
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

    void ForgetLines(RecordScope record)
    {
        var count = record.State.ReadForget(_lines);
        var next = long.MaxValue;
        for (var index = 0; index < count; index++)
        {
            var entry = _lines[index];
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
