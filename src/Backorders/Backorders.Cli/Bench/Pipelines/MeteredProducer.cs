using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>Counts what is sent, and tells what a transaction has committed.</summary>
sealed class MeteredProducer(ILogProducer inner, Meter meter) : ILogProducer
{
    IReadOnlyCollection<TopicPartitionOffset> _pending = [];

    public void InitTransactions(TimeSpan timeout) => inner.InitTransactions(timeout);

    public void BeginTransaction() => inner.BeginTransaction();

    public void Send(in OutgoingRecord record)
    {
        inner.Send(record);
        meter.Sent(record.Topic);
    }

    public void Flush(TimeSpan timeout) => inner.Flush(timeout);

    public void SendOffsets(IReadOnlyCollection<TopicPartitionOffset> offsets, IGroupMetadata group, TimeSpan timeout)
    {
        inner.SendOffsets(offsets, group, timeout);
        _pending = offsets;
    }

    public void CommitTransaction(TimeSpan timeout)
    {
        inner.CommitTransaction(timeout);
        meter.Committed(_pending);
        _pending = [];
    }

    public void AbortTransaction(TimeSpan timeout) => inner.AbortTransaction(timeout);

    public long? DeliveredOffset(TopicPartition partition) => inner.DeliveredOffset(partition);

    public void Dispose() => inner.Dispose();
}
