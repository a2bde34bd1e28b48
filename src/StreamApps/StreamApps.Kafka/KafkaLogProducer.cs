using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>An idempotent producer, transactional when it has an id.</summary>
sealed class KafkaLogProducer : ILogProducer
{
    static readonly TimeSpan QueueFullWait = TimeSpan.FromMilliseconds(50);

    readonly IProducer<byte[]?, byte[]?> _client;
    readonly Dictionary<TopicPartition, long?> _delivered = [];
    readonly Lock _gate = new();
    readonly Action<DeliveryReport<byte[]?, byte[]?>> _onTrackedDelivery;
    readonly Action<DeliveryReport<byte[]?, byte[]?>>? _onOtherDelivery;
    Error? _firstDeliveryError;

    public KafkaLogProducer(Dictionary<string, string> settings, Action<string>? onError)
    {
        _onTrackedDelivery = OnTrackedDelivery;
        // Without a transaction that fails as a whole, each record must tell of its own failure.
        _onOtherDelivery = settings.ContainsKey("transactional.id") ? null : OnOtherDelivery;
        _client = new ProducerBuilder<byte[]?, byte[]?>(settings)
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => onError?.Invoke($"producer: {error.Reason}"))
            .Build();
    }

    public void InitTransactions(TimeSpan timeout) =>
        Transactional("init of transactions", endsTransaction: false, () => _client.InitTransactions(timeout));

    public void BeginTransaction()
    {
        lock (_gate)
        {
            _delivered.Clear();
            _firstDeliveryError = null;
        }
        Transactional("begin of the transaction", endsTransaction: false, _client.BeginTransaction);
    }

    public void Send(in OutgoingRecord record)
    {
        var message = new Message<byte[]?, byte[]?>
        {
            Key = record.HasKey ? record.Key.ToArray() : null,
            Value = record.HasValue ? record.Value.ToArray() : null,
            Headers = record.Headers is null ? null : KafkaRecords.ToKafkaHeaders(record.Headers),
            Timestamp = record.Timestamp is { } time ? new Timestamp(time, TimestampType.CreateTime) : Timestamp.Default,
        };
        var partition = record.Partition is { } number ? new Partition(number) : Partition.Any;
        var target = new Confluent.Kafka.TopicPartition(record.Topic, partition);
        while (true)
        {
            try
            {
                _client.Produce(target, message, record.TrackOffset ? _onTrackedDelivery : _onOtherDelivery);
                return;
            }
            catch (KafkaException error) when (error.Error.Code == ErrorCode.Local_QueueFull)
            {
                // Bounded memory: the caller waits for the broker. A broker that is gone ends the wait, as its
                // messages time out and the queue drains into a failed transaction.
                _client.Flush(QueueFullWait);
            }
            catch (KafkaException error)
            {
                throw KafkaErrors.Transaction(error, $"send to {record.Topic}", endsTransaction: false);
            }
        }
    }

    public void Flush(TimeSpan timeout)
    {
        var left = _client.Flush(timeout);
        Error? failed;
        lock (_gate)
            (failed, _firstDeliveryError) = (_firstDeliveryError, null);
        if (failed is not null)
        {
            throw new LogTransportException(
                KafkaErrors.Classify(failed, requiresAbort: true, retriable: false),
                $"a record was not delivered: {failed.Reason} ({failed.Code})");
        }
        if (left > 0)
            throw new LogTransportException(LogErrorKind.Retriable, $"{left} records are not delivered after {timeout}");
    }

    public void SendOffsets(IReadOnlyCollection<TopicPartitionOffset> offsets, IGroupMetadata group, TimeSpan timeout)
    {
        var metadata = (KafkaGroupMetadata)group;
        if (!metadata.IsMember)
        {
            throw new LogTransportException(
                LogErrorKind.Abortable,
                $"offsets are not sent as generation {metadata.Generation}, member '{metadata.MemberId}': "
                + "the broker would accept them unchecked");
        }
        Transactional(
            "sending offsets to the transaction",
            endsTransaction: false,
            () => _client.SendOffsetsToTransaction(offsets.Select(KafkaRecords.ToKafka), metadata.Native, timeout));
    }

    public void CommitTransaction(TimeSpan timeout) =>
        Transactional("commit", endsTransaction: true, () => _client.CommitTransaction(timeout));

    public void AbortTransaction(TimeSpan timeout) =>
        Transactional("abort", endsTransaction: true, () => _client.AbortTransaction(timeout));

    public long? DeliveredOffset(TopicPartition partition)
    {
        lock (_gate)
            return _delivered.GetValueOrDefault(partition);
    }

    public void Dispose() => _client.Dispose();

    void OnTrackedDelivery(DeliveryReport<byte[]?, byte[]?> report)
    {
        lock (_gate)
        {
            if (report.Error.IsError)
                _firstDeliveryError ??= report.Error;
            else
                _delivered[KafkaRecords.FromKafka(report.TopicPartition)] = report.Offset.IsSpecial ? null : report.Offset.Value;
        }
    }

    void OnOtherDelivery(DeliveryReport<byte[]?, byte[]?> report)
    {
        if (!report.Error.IsError)
            return;
        lock (_gate)
            _firstDeliveryError ??= report.Error;
    }

    static void Transactional(string call, bool endsTransaction, Action action)
    {
        try
        {
            action();
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.Transaction(error, call, endsTransaction);
        }
    }
}
