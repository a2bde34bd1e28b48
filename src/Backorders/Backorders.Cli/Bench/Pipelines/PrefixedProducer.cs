using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>Sends to other topics than it is told to.</summary>
sealed class PrefixedProducer(ILogProducer inner, Dictionary<string, string> targets) : ILogProducer
{
    public void InitTransactions(TimeSpan timeout) => inner.InitTransactions(timeout);

    public void BeginTransaction() => inner.BeginTransaction();

    public void Send(in OutgoingRecord record)
    {
        if (targets.TryGetValue(record.Topic, out var target))
            inner.Send(record with { Topic = target });
        else
            inner.Send(record);
    }

    public void Flush(TimeSpan timeout) => inner.Flush(timeout);

    public void SendOffsets(
        IReadOnlyCollection<TopicPartitionOffset> offsets, IGroupMetadata group, TimeSpan timeout) =>
        inner.SendOffsets(offsets, group, timeout);

    public void CommitTransaction(TimeSpan timeout) => inner.CommitTransaction(timeout);

    public void AbortTransaction(TimeSpan timeout) => inner.AbortTransaction(timeout);

    public long? DeliveredOffset(TopicPartition partition) => inner.DeliveredOffset(partition);

    public void Dispose() => inner.Dispose();
}
