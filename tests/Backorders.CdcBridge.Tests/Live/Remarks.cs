using Backorders.CdcBridge.Topology;
using Backorders.Contracts;
using StreamApps;
using StreamApps.Processing;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>What the bridge said beside its commands, for the message of a run that failed.</summary>
sealed class Remarks(ILogTransport transport, int partitions)
{
    const int EmptyTurns = 10;
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    public List<string> Read()
    {
        var remarks = new List<string>();
        using var reader = transport.CreateReader(ReadIsolation.Committed);
        reader.Assign([.. new[] { BackordersTopics.DeadLetters, BackordersTopics.Exceptions.Name }
            .SelectMany(
                topic => Enumerable.Range(0, partitions)
                    .Select(number => new TopicPartitionOffset(new TopicPartition(topic, number), 0)))]);
        var batch = new LogRecordBatch(1000);
        for (var turns = 0; turns < EmptyTurns; turns = batch.Count > 0 ? 0 : turns + 1)
        {
            batch.Clear();
            reader.Poll(batch, Turn);
            foreach (var record in batch.Records)
                remarks.Add(
                    record.Source.Topic == BackordersTopics.DeadLetters ? DeadLetter(record) : Exception(record));
        }
        return remarks;
    }

    static string DeadLetter(in LogRecord record)
    {
        var headers = record.Headers!;
        return $"dead letter of {headers.LastText(DeadLetterHeaders.Topic)}: "
            + $"{headers.LastText(DeadLetterRecord.Reason)}, {headers.LastText(DeadLetterHeaders.Message)}";
    }

    static string Exception(in LogRecord record)
    {
        var exception = BackordersTopics.Exceptions.ValueSerde.Deserialize(record.Value!.Value.Span);
        return $"exception {exception.Reason}: {exception.Detail}";
    }
}
