using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>Sends to other topics than it is told to.</summary>
sealed class PrefixedProducer(ILogProducer inner, Dictionary<string, string> targets) : ILogProducer
{
    string? _topic;
    string? _target;

    public void InitTransactions(TimeSpan timeout) => inner.InitTransactions(timeout);

    public void BeginTransaction() => inner.BeginTransaction();

    public void Send(in OutgoingRecord record)
    {
        if (!ReferenceEquals(_topic, record.Topic))
            (_topic, _target) = (record.Topic, targets.GetValueOrDefault(record.Topic));
        if (_target is null)
            inner.Send(record);
        else
            inner.Send(record with { Topic = _target });
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
