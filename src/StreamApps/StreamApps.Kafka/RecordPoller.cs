using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>Fills batches from a client, and follows its positions over control records by the end-of-partition events.</summary>
sealed class RecordPoller(IConsumer<byte[]?, byte[]?> client)
{
    LogTransportException? _held;

    /// <summary>The offset of the next record to come, per partition.</summary>
    public Dictionary<TopicPartition, long> Positions { get; } = [];

    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        if (_held is { } held)
        {
            _held = null;
            throw held;
        }
        var added = 0;
        var wait = timeout;
        while (!batch.IsFull)
        {
            ConsumeResult<byte[]?, byte[]?>? result;
            try
            {
                result = Consume(wait);
            }
            catch (LogTransportException error) when (added > 0)
            {
                // Records that were taken before it are handed over first: their positions have moved on.
                _held = error;
                break;
            }
            if (result is null)
                break;
            // The first event of any kind ends the waiting: the rest is what is already here.
            wait = TimeSpan.Zero;
            var partition = KafkaRecords.FromKafka(result.TopicPartition);
            if (result.IsPartitionEOF)
            {
                Positions[partition] = result.Offset.Value;
                continue;
            }
            Positions[partition] = result.Offset.Value + 1;
            batch.Add(KafkaRecords.ToLogRecord(result));
            added++;
        }
        return added;
    }

    ConsumeResult<byte[]?, byte[]?>? Consume(TimeSpan wait)
    {
        try
        {
            return client.Consume(wait);
        }
        catch (ConsumeException error)
        {
            var place = error.ConsumerRecord?.TopicPartitionOffset;
            throw KafkaErrors.Call(error, place is null ? "poll" : $"reading {place.Topic}-{place.Partition.Value} at {place.Offset}");
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.Call(error, "poll");
        }
    }
}
