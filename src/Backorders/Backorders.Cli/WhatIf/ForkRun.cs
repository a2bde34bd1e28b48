using Backorders.Cli.Verify;
using Backorders.Contracts;
using Backorders.Replay.Explain;
using Backorders.Replay.WhatIf;
using Backorders.Topologies.Allocation.Mapping;
using StreamApps;

namespace Backorders.Cli.WhatIf;

/// <summary>
/// Reads the command log of a broker into forks, partition beside partition: the thread that reads a partition decodes
/// and allocates it too, so no record passes from one to another.
/// </summary>
sealed class ForkRun(StoredLog log)
{
    long _unreadable;

    /// <exception cref="Replay.Commands.ReplayFormatException">The policy is refused.</exception>
    public WhatIfReport Run(ForkPolicy policy, LogPoint from, CancellationToken cancelled)
    {
        var partitions = log.AllOf(BackordersTopics.InventoryCommands.Name);
        var point = from.Position is { } position ? new(position, TimeAt(position, cancelled)) : from;
        var forks = new PartitionFork?[partitions.Count];
        var parts = new WhatIfReport[partitions.Count];
        log.ReadBeside(partitions, record =>
        {
            ref var fork = ref forks[record.Source.Partition];
            fork ??= new PartitionFork(policy, point);
            if (record.Value is not { } value || TryDecode(value.Span) is not { } command)
                Interlocked.Increment(ref _unreadable);
            else
            {
                fork.Add(new(
                    new(record.Source.Partition, record.Offset),
                    command.OccurredAtUnixMs,
                    CommandReader.Read(command)));
            }
        }, source =>
        {
            ref var fork = ref forks[source.Partition];
            parts[source.Partition] = fork?.Compare() ?? new WhatIfReport();
            // Its state takes much memory.
            fork = null;
        }, cancelled);
        var report = WhatIfReport.Of(parts);
        report.Unreadable = _unreadable;
        return report;
    }

    /// <summary>The same over records that are in memory.</summary>
    public static WhatIfReport OfFiles(
        List<Domain.Allocation.LogRecord> records, ForkPolicy policy, LogPoint from)
    {
        if (from.Position is { } position)
        {
            var until = records.Where(record =>
                record.Position.Partition == position.Partition && record.Position.Offset <= position.Offset);
            from = new(position, until.Select(record => record.Timestamp).DefaultIfEmpty(0).Max());
        }
        SortedDictionary<int, PartitionFork> forks = [];
        foreach (var record in records)
        {
            if (!forks.TryGetValue(record.Position.Partition, out var fork))
                forks.Add(record.Position.Partition, fork = new PartitionFork(policy, from));
            fork.Add(record);
        }
        return WhatIfReport.Of([.. forks.Values.Select(fork => fork.Compare())]);
    }

    long TimeAt(Domain.Allocation.LogPosition position, CancellationToken cancelled)
    {
        var time = 0L;
        log.Read([new TopicPartition(BackordersTopics.InventoryCommands.Name, position.Partition)], record =>
        {
            if (record.Offset <= position.Offset && record.Value is { } value
                && CommandTime.TryRead(value.Span, out var own))
                time = Math.Max(time, own);
        }, cancelled);
        return time;
    }

    // The allocator left the same records out, as dead letters.
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
}
