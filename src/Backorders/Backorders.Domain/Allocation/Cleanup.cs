namespace Backorders.Domain.Allocation;

/// <summary>
/// Deletes what time has ended: remembered ids and closed lines, some with every so many records, since each look for
/// them has its price. A record adds at most one of each, so the backlog shrinks; what is ended but not yet deleted
/// already counts as gone, so it does not matter when.
/// </summary>
internal sealed class Cleanup
{
    const int Records = 16;
    const int PerRun = 4 * Records;

    int _records;

    public void Run(RecordScope record)
    {
        if (++_records < Records)
            return;
        _records = 0;
        var partition = record.Partition;
        if (partition.NextIdExpiry <= record.LogTime)
            partition = partition with { NextIdExpiry = record.State.ForgetRemembered(record.LogTime, PerRun) };
        if (partition.NextForget <= record.LogTime)
            partition = partition with { NextForget = record.State.ForgetLines(record.LogTime, PerRun) };
        record.Partition = partition;
    }
}
