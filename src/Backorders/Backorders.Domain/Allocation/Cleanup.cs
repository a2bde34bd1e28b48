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
        var partition = record.Partition;
        if (partition.NextIdExpiry <= record.LogTime)
            partition = partition with { NextIdExpiry = record.State.ForgetRemembered(record.LogTime, PerRecord) };
        if (partition.NextForget <= record.LogTime)
            partition = partition with { NextForget = record.State.ForgetLines(record.LogTime, PerRecord) };
        record.Partition = partition;
    }
}
