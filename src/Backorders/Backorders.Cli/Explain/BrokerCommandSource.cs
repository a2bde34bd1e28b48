using System.Text;
using Backorders.Cli.Verify;
using Backorders.Contracts;
using Backorders.Replay.Explain;
using Backorders.Topologies.Allocation.Mapping;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Explain;

/// <summary>
/// The command log on a broker. The table of order statuses is the index from an order to its SKUs, and the key
/// decides the partition, so that a few partitions are read and most records are stepped over undecoded.
/// </summary>
sealed class BrokerCommandSource(ILogTransport transport) : ICommandSource, IDisposable
{
    readonly StoredLog _log = new(transport);

    public void Dispose() => _log.Dispose();

    public IReadOnlySet<string> SkusOf(string orderId, CancellationToken cancelled)
    {
        var skus = new HashSet<string>(StringComparer.Ordinal);
        ReadKey(BackordersTopics.OrderStatuses.Name, orderId, value =>
        {
            foreach (var line in BackordersTopics.OrderStatuses.ValueSerde.Deserialize(value).Lines)
                skus.Add(line.Sku);
        }, cancelled);
        // The status of an old order is gone; its events may still be there.
        if (skus.Count == 0)
        {
            ReadKey(
                BackordersTopics.Allocations.Name, orderId,
                value => skus.Add(BackordersTopics.Allocations.ValueSerde.Deserialize(value).Metadata.Sku), cancelled);
        }
        skus.Remove("");
        skus.Remove("*");
        return skus;
    }

    public void Read(IReadOnlySet<string> skus, ICommandVisitor visitor, CancellationToken cancelled)
    {
        var topic = BackordersTopics.InventoryCommands.Name;
        var count = _log.CommandPartitions();
        var keys = new KeySet(skus.Append("*"));
        var partitions = skus
            .Select(sku => Murmur2Partitioner.PartitionOf(Encoding.UTF8.GetBytes(sku), count)).Distinct()
            .Select(number => new TopicPartition(topic, number)).ToList();
        _log.ReadBeside(partitions, record =>
        {
            var value = record.Value is { } content ? content.Span : default;
            var position = new Domain.Allocation.LogPosition(record.Source.Partition, record.Offset);
            if (record.Key is not { } key || !keys.Contains(key.Span))
            {
                if (CommandTime.TryRead(value, out var time))
                    visitor.Pass(position, time);
            }
            // The allocator left the same records out, as dead letters.
            else if (TryDecode(value) is { } command)
                visitor.Visit(new(position, command.OccurredAtUnixMs, CommandReader.Read(command)));
        }, static _ => { }, cancelled);
    }

    static InventoryCommand? TryDecode(ReadOnlySpan<byte> value)
    {
        try
        {
            return BackordersTopics.InventoryCommands.ValueSerde.Deserialize(value);
        }
        catch (SerdeException)
        {
            return null;
        }
    }

    void ReadKey(string topic, string key, ValueVisitor visit, CancellationToken cancelled)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var partition = Murmur2Partitioner.PartitionOf(bytes, _log.PartitionsOf(topic));
        _log.Read([new TopicPartition(topic, partition)], record =>
        {
            if (record.Key is { } own && own.Span.SequenceEqual(bytes) && record.Value is { } value)
                visit(value.Span);
        }, cancelled);
    }

    delegate void ValueVisitor(ReadOnlySpan<byte> value);
}
