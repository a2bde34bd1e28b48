using System.Collections.Concurrent;
using Backorders.Cli.Verify;
using Backorders.Contracts;
using Backorders.Replay.Explain;
using Backorders.Replay.WhatIf;
using Backorders.Topologies.Allocation.Mapping;
using StreamApps;
using StreamApps.Transport;
using StoredRecord = StreamApps.LogRecord;

namespace Backorders.Cli.WhatIf;

/// <summary>
/// Reads the command log of a broker into forks, partition beside partition: one thread reads, each processor decodes
/// and allocates. What waits between them is bounded.
/// </summary>
sealed class ForkRun(ILogTransport transport)
{
    const int BatchRecords = 2_000;
    const int WaitingBatches = 8;

    readonly StoredLog _log = new(transport);
    long _unreadable;

    /// <exception cref="Replay.Commands.ReplayFormatException">The policy is refused.</exception>
    public void Run(ForkPolicy policy, LogPoint from, WhatIfReport report, CancellationToken cancelled)
    {
        var partitions = _log.CommandPartitions();
        var point = from.Position is { } position ? new(position, TimeAt(position, cancelled)) : from;
        var forks = Enumerable.Range(0, partitions).Select(_ => new PartitionFork(policy, point)).ToArray();
        var workers = Math.Min(Environment.ProcessorCount, partitions);
        var queues = Enumerable.Range(0, workers).Select(_ => new BlockingCollection<List<StoredRecord>>(WaitingBatches)).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var work = queues.Select(queue => Task.Factory.StartNew(
            () => Work(queue, forks, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Read(queues, workers, stop.Token);
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            // A worker failed; its error comes below.
        }
        foreach (var queue in queues)
            queue.CompleteAdding();
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
        report.Unreadable = _unreadable;
        foreach (var queue in queues)
            queue.Dispose();
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

    void Read(BlockingCollection<List<StoredRecord>>[] queues, int workers, CancellationToken cancelled)
    {
        var batches = Enumerable.Range(0, workers).Select(_ => new List<StoredRecord>(BatchRecords)).ToArray();
        _log.Read([BackordersTopics.InventoryCommands.Name], record =>
        {
            var worker = record.Source.Partition % workers;
            // The reader uses the bytes again for the next batch.
            batches[worker].Add(record with { Key = null, Value = record.Value?.ToArray() });
            if (batches[worker].Count < BatchRecords)
                return;
            queues[worker].Add(batches[worker], cancelled);
            batches[worker] = new(BatchRecords);
        }, cancelled);
        for (var worker = 0; worker < workers; worker++)
            queues[worker].Add(batches[worker], cancelled);
    }

    void Work(BlockingCollection<List<StoredRecord>> queue, PartitionFork[] forks, CancellationTokenSource stop)
    {
        try
        {
            foreach (var batch in queue.GetConsumingEnumerable(stop.Token))
            {
                foreach (var record in batch)
                {
                    if (record.Value is not { } value || TryDecode(value.Span) is not { } command)
                        Interlocked.Increment(ref _unreadable);
                    else
                        forks[record.Source.Partition].Handle(new(new(record.Source.Partition, record.Offset), command.OccurredAtUnixMs, CommandReader.Read(command)));
                }
            }
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
