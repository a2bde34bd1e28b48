using Backorders.Cli.Verify;
using Backorders.Contracts;
using Backorders.Replay.Explain;
using Backorders.Replay.WhatIf;
using Backorders.Topologies.Allocation.Mapping;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.WhatIf;

/// <summary>
/// Reads the command log of a broker into forks, partition beside partition: one worker for each processor reads,
/// decodes and allocates its share of the partitions, so no record passes from one thread to another.
/// </summary>
sealed class ForkRun(ILogTransport transport)
{
    readonly StoredLog _log = new(transport);

    /// <exception cref="Replay.Commands.ReplayFormatException">The policy is refused.</exception>
    public void Run(ForkPolicy policy, LogPoint from, WhatIfReport report, CancellationToken cancelled)
    {
        var sizes = _log.Sizes(BackordersTopics.InventoryCommands.Name);
        var point = from.Position is { } position ? new(position, TimeAt(position, cancelled)) : from;
        var forks = sizes.Select(_ => new PartitionFork(policy, point)).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var work = Shares(sizes).Select(partitions => Task.Factory.StartNew(
            () => Read(partitions, forks, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(work, cancelled);
        }
        catch (AggregateException error)
        {
            throw error.Flatten().InnerExceptions.FirstOrDefault(one => one is not OperationCanceledException)
                ?? new OperationCanceledException(cancelled);
        }
        foreach (var fork in forks)
            fork.Compare(report);
        report.Unreadable = work.Sum(share => share.Result);
    }

    /// <summary>The same over records that are in memory.</summary>
    public static void OfFiles(List<Domain.Allocation.LogRecord> records, ForkPolicy policy, LogPoint from, WhatIfReport report)
    {
        if (from.Position is { } position)
        {
            var until = records.Where(record => record.Position.Partition == position.Partition && record.Position.Offset <= position.Offset);
            from = new(position, until.Select(record => record.Timestamp).DefaultIfEmpty(0).Max());
        }
        SortedDictionary<int, PartitionFork> forks = [];
        foreach (var record in records)
        {
            if (!forks.TryGetValue(record.Position.Partition, out var fork))
                forks.Add(record.Position.Partition, fork = new PartitionFork(policy, from));
            fork.Handle(record);
        }
        foreach (var fork in forks.Values)
            fork.Compare(report);
    }

    // The largest first, each to the worker with the least so far.
    static List<int>[] Shares(long[] sizes)
    {
        var shares = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, sizes.Length)).Select(_ => new List<int>()).ToArray();
        foreach (var partition in Enumerable.Range(0, sizes.Length).OrderByDescending(partition => sizes[partition]))
            shares.MinBy(share => share.Sum(one => sizes[one]))!.Add(partition);
        return shares;
    }

    // Says how many records are no commands.
    long Read(List<int> partitions, PartitionFork[] forks, CancellationTokenSource stop)
    {
        var unreadable = 0L;
        try
        {
            _log.Read(partitions.ConvertAll(number => new TopicPartition(BackordersTopics.InventoryCommands.Name, number)), record =>
            {
                if (record.Value is not { } value || TryDecode(value.Span) is not { } command)
                    unreadable++;
                else
                    forks[record.Source.Partition].Handle(new(new(record.Source.Partition, record.Offset), command.OccurredAtUnixMs, CommandReader.Read(command)));
            }, stop.Token);
            return unreadable;
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    long TimeAt(Domain.Allocation.LogPosition position, CancellationToken cancelled)
    {
        var time = 0L;
        _log.Read([new TopicPartition(BackordersTopics.InventoryCommands.Name, position.Partition)], record =>
        {
            if (record.Offset <= position.Offset && record.Value is { } value && CommandTime.TryRead(value.Span, out var own))
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
