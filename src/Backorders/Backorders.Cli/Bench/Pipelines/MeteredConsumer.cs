using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>Tells when the first records come, and what is committed outside transactions.</summary>
sealed class MeteredConsumer(ILogConsumer inner, Meter meter) : ILogConsumer
{
    public void Subscribe(IReadOnlyCollection<string> topics, IAssignmentListener listener) =>
        inner.Subscribe(topics, listener);

    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        var count = inner.Poll(batch, timeout);
        if (count > 0)
            meter.Polled();
        return count;
    }

    public void ReadFrom(IReadOnlyCollection<TopicPartitionOffset> positions) => inner.ReadFrom(positions);

    public void Commit(IReadOnlyCollection<TopicPartitionOffset> offsets)
    {
        inner.Commit(offsets);
        meter.Committed(offsets);
    }

    public IGroupMetadata CaptureGroupMetadata() => inner.CaptureGroupMetadata();

    public long? CachedEnd(TopicPartition partition) => inner.CachedEnd(partition);

    public long? Position(TopicPartition partition) => inner.Position(partition);

    public void Close(bool leave) => inner.Close(leave);

    public void Dispose() => inner.Dispose();
}
