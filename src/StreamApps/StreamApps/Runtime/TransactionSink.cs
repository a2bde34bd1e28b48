using StreamApps.Processing;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// The producer of a stream thread and its transaction, which begins with the first record that is sent. All calls
/// that may be made again are made again here, up to the transaction time-out.
/// </summary>
sealed class TransactionSink(StreamsOptions options, ILogTransport transport, TimeProvider time, string threadName)
    : IRecordSink, IDisposable
{
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    readonly bool _transactional = options.Guarantee == ProcessingGuarantee.ExactlyOnce;
    ILogProducer? _producer;
    bool _open;

    ILogProducer Producer => _producer ?? throw new InvalidOperationException("the producer is not initialised");

    /// <summary>
    /// Creates a producer in place of any former one and fences whoever else has its id. False when the broker does
    /// not answer in time: call again.
    /// </summary>
    public bool TryInitialise()
    {
        Discard();
        _producer = transport.CreateProducer(new(_transactional ? threadName : null, options.TransactionTimeout));
        try
        {
            if (_transactional)
                _producer.InitTransactions(CallTimeout);
            return true;
        }
        catch (LogTransportException error) when (error.Kind is not (LogErrorKind.Fatal or LogErrorKind.Rejected))
        {
            options.OnEvent(new(Diagnostics.RuntimeEventKind.Retrying, threadName, error.Message, error));
            Discard();
            return false;
        }
    }

    /// <summary>
    /// Lets go of the producer without ending its transaction: that is left to the next one with its id.
    /// </summary>
    public void Discard()
    {
        _producer?.Dispose();
        _producer = null;
        _open = false;
    }

    public void Send(in OutgoingRecord record)
    {
        Begin();
        options.OnStep(record.TrackOffset ? RuntimeStep.ChangelogSend : RuntimeStep.OutputSend);
        Producer.Send(record);
    }

    /// <summary>Ends the transaction with these input positions, committed under this membership.</summary>
    public void Commit(IReadOnlyCollection<TopicPartitionOffset> positions, IGroupMetadata group, ILogConsumer consumer)
    {
        if (!_transactional)
        {
            Retry(() => Producer.Flush(CallTimeout));
            consumer.Commit(positions);
            _open = false;
            return;
        }
        Begin();
        var start = time.GetTimestamp();
        options.OnStep(RuntimeStep.SendOffsets);
        Retry(() => Producer.SendOffsets(positions, group, CallTimeout));
        RequireWithinTimeout(start);
        options.OnStep(RuntimeStep.Commit);
        Retry(() => Producer.CommitTransaction(CallTimeout));
        _open = false;
        options.OnStep(RuntimeStep.Committed);
    }

    /// <summary>Drops what was sent since the last commit.</summary>
    public void Abort()
    {
        if (!_open)
            return;
        _open = false;
        if (_transactional)
            Retry(() => Producer.AbortTransaction(CallTimeout));
    }

    /// <summary>
    /// The offset of the last tracked record of the partition, or null when the broker did not report it.
    /// </summary>
    public long? DeliveredOffset(TopicPartition partition) => Producer.DeliveredOffset(partition);

    public void Dispose() => _producer?.Dispose();

    void Begin()
    {
        if (_open)
            return;
        if (_transactional)
            Producer.BeginTransaction();
        _open = true;
    }

    // librdkafka may block in that call far beyond the time it was given, and the broker has
    // ended the transaction since.
    void RequireWithinTimeout(long start)
    {
        var taken = time.GetElapsedTime(start);
        if (taken > options.TransactionTimeout)
        {
            throw new LogTransportException(
                LogErrorKind.UnknownOutcome,
                $"sending offsets took {taken.TotalSeconds:F1} s, longer than the transaction may last "
                + $"({options.TransactionTimeout.TotalSeconds:F0} s)");
        }
    }

    void Retry(Action call)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                call();
                return;
            }
            catch (LogTransportException error) when (error.Kind == LogErrorKind.Retriable
                && time.GetElapsedTime(start) < options.TransactionTimeout)
            {
                options.OnEvent(new(Diagnostics.RuntimeEventKind.Retrying, threadName, error.Message, error));
            }
        }
    }
}
