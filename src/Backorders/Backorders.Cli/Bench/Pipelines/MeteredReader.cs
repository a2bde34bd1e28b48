using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>Counts what is restored.</summary>
sealed class MeteredReader(ILogReader inner, Meter meter) : ILogReader
{
    public void Assign(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        meter.RestoreBegan();
        inner.Assign(positions);
    }

    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        var count = inner.Poll(batch, timeout);
        meter.RestoreRead(count);
        return count;
    }

    public long Position(TopicPartition partition) => inner.Position(partition);

    public void Dispose() => inner.Dispose();
}
