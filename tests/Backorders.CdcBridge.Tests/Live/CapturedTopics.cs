using StreamApps;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>What the connector wrote of the tables.</summary>
sealed class CapturedTopics(BridgeMapping mapping, ILogTransport transport, ILogAdmin admin, int partitions)
{
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    readonly List<TopicPartition> _partitions =
        [.. mapping.Tables.SelectMany(table => Enumerable.Range(0, partitions).Select(number => new TopicPartition(table.Topic, number)))];

    /// <summary>How many records there are.</summary>
    public long Count() => admin.Offsets(_partitions).Values.Sum(range => range.End);

    /// <summary>Whether rows were read because a signal asked for it.</summary>
    public bool HasIncrementalReads() => Read().Exists(change => change.Marker == SnapshotMarker.Incremental);

    /// <summary>How many rows came again: with the place in the source's log that one before them has.</summary>
    public int Repeats()
    {
        var seen = new HashSet<(string, string?, ulong, RowOperation)>();
        return Read().Count(change => change.Kind == ChangeKind.Row
            && !seen.Add((change.Table!.Id, change.Key, change.Position.A, change.Operation)));
    }

    List<DecodedChange> Read()
    {
        var decoder = new ChangeDecoder(mapping);
        var changes = new List<DecodedChange>();
        var total = Count();
        using var reader = transport.CreateReader(ReadIsolation.Committed);
        reader.Assign([.. _partitions.Select(partition => new TopicPartitionOffset(partition, 0))]);
        var batch = new LogRecordBatch(1000);
        while (changes.Count < total)
        {
            batch.Clear();
            reader.Poll(batch, Turn);
            foreach (var record in batch.Records)
                changes.Add(decoder.Decode(Captured(record)));
        }
        return changes;
    }

    static CapturedRecord Captured(in LogRecord record) => new(
        record.Source.Topic, record.Source.Partition, record.Offset, record.Timestamp, [], record.Key?.ToArray(), record.Value?.ToArray());
}
