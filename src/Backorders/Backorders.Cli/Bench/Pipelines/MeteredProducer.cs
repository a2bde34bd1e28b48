using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>Counts what is sent, and tells what a transaction has committed.</summary>
sealed class MeteredProducer(ILogProducer inner, Meter meter) : ILogProducer
{
    IReadOnlyCollection<TopicPartitionOffset> _pending = [];
    string? _topic;
    bool _isOutput;
    long _results;
    long _changes;

    public void InitTransactions(TimeSpan timeout) => inner.InitTransactions(timeout);

    public void BeginTransaction() => inner.BeginTransaction();

    public void Send(in OutgoingRecord record)
    {
        inner.Send(record);
        // Records come in runs of one topic: what is measured must not pay for being measured.
        if (!ReferenceEquals(_topic, record.Topic))
            (_topic, _isOutput) = (record.Topic, meter.IsOutput(record.Topic));
        if (_isOutput)
            _results++;
        else
            _changes++;
    }

    public void Flush(TimeSpan timeout)
    {
        inner.Flush(timeout);
        Count();
    }

    public void SendOffsets(IReadOnlyCollection<TopicPartitionOffset> offsets, IGroupMetadata group, TimeSpan timeout)
    {
        inner.SendOffsets(offsets, group, timeout);
        _pending = offsets;
    }

    public void CommitTransaction(TimeSpan timeout)
    {
        inner.CommitTransaction(timeout);
        Count();
        meter.Committed(_pending);
        _pending = [];
    }

    public void AbortTransaction(TimeSpan timeout) => inner.AbortTransaction(timeout);

    public long? DeliveredOffset(TopicPartition partition) => inner.DeliveredOffset(partition);

    public void Dispose() => inner.Dispose();

    void Count()
    {
        meter.Sent(_results, _changes);
        (_results, _changes) = (0, 0);
    }
}
