using System.Collections.Concurrent;
using Backorders.Contracts;
using Backorders.Topologies.Allocation.Mapping;
using StreamApps;
using StreamApps.Transport;
using DomainRecord = Backorders.Domain.Allocation.LogRecord;
using LogRecord = StreamApps.LogRecord;

namespace Backorders.Cli.Verify;

/// <summary>
/// Reads the command log and all output topics, recomputes everything with the naive oracle, which shares nothing with
/// the runtime, and compares, partition by partition. What was read lies in temporary files; memory holds a few bytes
/// for each record, and what the partitions at work add up to.
/// </summary>
sealed class LogVerifier(ILogTransport transport)
{
    static readonly string Commands = BackordersTopics.InventoryCommands.Name;
    static readonly string[] Topics = [BackordersTopics.Allocations.Name, BackordersTopics.StockEvents.Name];

    /// <param name="progress">Told what is done now, for people.</param>
    /// <param name="cancelled">Ends the audit with an <see cref="OperationCanceledException"/>.</param>
    public VerifyReport Run(Action<string> progress, CancellationToken cancelled)
    {
        using var log = new StoredLog(transport);
        var partitions = log.CommandPartitions();
        var report = new VerifyReport();
        var commands = new SpilledRecords[partitions];
        var events = new SpilledRecords[partitions];
        try
        {
            for (var partition = 0; partition < partitions; partition++)
                (commands[partition], events[partition]) = (new(), new());
            progress("reading the command log and its events");
            Parallel.Invoke(
                () => log.Read([Commands], record => Keep(record, commands[record.Source.Partition]), cancelled),
                () => log.Read([Topics[1]], record => Keep(record, 1, events, report), cancelled),
                () => log.Read([Topics[0]], record => Keep(record, 0, events, report), cancelled));

            var tables = new TableCheck();
            var gate = new Lock();
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancelled,
            };
            // One by one, the largest first: a range for each thread would leave one of them with the last.
            var inOrder = Enumerable.Range(0, partitions).OrderByDescending(partition => events[partition].Count);
            var oneByOne = Partitioner.Create(inOrder, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(oneByOne, options, partition =>
            {
                lock (gate)
                {
                    progress(
                        $"recomputing partition {partition + 1} of {partitions}: "
                            + $"{commands[partition].Count:N0} commands, {events[partition].Count:N0} events");
                }
                using var verifier = new PartitionVerifier(partition, commands[partition], events[partition]);
                verifier.Run(cancelled);
                lock (gate)
                {
                    report.Add(verifier, commands[partition].Count, events[partition].Count);
                    tables.Add(verifier.Tables);
                }
            });
            progress("comparing the tables");
            tables.Compare(log, report, cancelled);
            return report;
        }
        finally
        {
            foreach (var spilled in commands.Concat(events))
                spilled?.Dispose();
        }
    }

    static void Keep(LogRecord record, SpilledRecords commands) => commands.Add(
        record.Value is { } value ? value.Span : [], 0, record.Source.Partition, record.Offset, record.Offset, 0);

    // The partition of an event's command decides with which part of the log it is compared.
    static void Keep(LogRecord record, byte topic, SpilledRecords[] events, VerifyReport report)
    {
        var value = record.Value is { } bytes ? bytes.Span : [];
        if (EventPosition.TryRead(value, out var position)
            && position.Partition >= 0 && position.Partition < events.Length)
        {
            var own = events[position.Partition];
            lock (own)
                own.Add(value, topic, record.Source.Partition, record.Offset, position.Offset, position.Index);
            return;
        }
        lock (report)
        {
            report.Violations.Add(new(
                "I5", record.Source.Topic, record.Source.Partition, record.Offset, WhatIsWrong(topic, record)));
        }
    }

    static string WhatIsWrong(byte topic, LogRecord record)
    {
        if (record.Value is not { } value)
            return "the record has no value";
        try
        {
            _ = Decode(topic, value.Span);
            return "the event names no partition of the command log";
        }
        catch (SerdeException error)
        {
            return error.Message;
        }
    }

    /// <summary>The name of a topic of events by its number.</summary>
    internal static string TopicName(byte topic) => Topics[topic];

    /// <exception cref="SerdeException">The bytes are no such event.</exception>
    internal static Domain.Allocation.AllocationEvent Decode(byte topic, ReadOnlySpan<byte> value) => topic == 0
        ? EventReader.Read(BackordersTopics.Allocations.ValueSerde.Deserialize(value))
        : EventReader.Read(BackordersTopics.StockEvents.ValueSerde.Deserialize(value));

    /// <exception cref="SerdeException">The bytes are no command.</exception>
    internal static DomainRecord DecodeCommand(int partition, long offset, ReadOnlySpan<byte> value)
    {
        var command = BackordersTopics.InventoryCommands.ValueSerde.Deserialize(value);
        return new(new(partition, offset), command.OccurredAtUnixMs, CommandReader.Read(command));
    }
}
