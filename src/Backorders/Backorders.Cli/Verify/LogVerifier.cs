using Backorders.Audit.Invariants;
using Backorders.Contracts;
using Backorders.Topologies.Allocation.Mapping;
using StreamApps;
using StreamApps.Transport;
using DomainRecord = Backorders.Domain.Allocation.LogRecord;

namespace Backorders.Cli.Verify;

/// <summary>
/// Reads the command log and all output topics, recomputes everything with the naive oracle, which shares nothing with
/// the runtime, and compares. Memory holds the raw bytes once and the decoded events of one partition at a time.
/// </summary>
sealed class LogVerifier(ILogTransport transport)
{
    static readonly string Commands = BackordersTopics.InventoryCommands.Name;
    static readonly string Allocations = BackordersTopics.Allocations.Name;
    static readonly string StockEvents = BackordersTopics.StockEvents.Name;

    readonly StoredLog _log = new(transport);

    /// <param name="progress">Told what is done now, for people.</param>
    /// <param name="cancelled">Ends the audit with an <see cref="OperationCanceledException"/>.</param>
    public VerifyReport Run(Action<string> progress, CancellationToken cancelled)
    {
        var partitions = _log.CommandPartitions();
        var commands = new List<StoredRecord>[partitions];
        var events = new List<StoredRecord>[partitions];
        for (var partition = 0; partition < partitions; partition++)
            (commands[partition], events[partition]) = ([], []);

        progress("reading the command log and its events");
        _log.Read([Commands], record => commands[record.Source.Partition].Add(new(record)), cancelled);
        var strays = new List<VerifyViolation>();
        _log.Read([Allocations, StockEvents], record => Sort(record, events, strays), cancelled);

        var report = new VerifyReport();
        report.Violations.AddRange(strays);
        var tables = new TableCheck();
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancelled };
        Parallel.For(0, partitions, options, partition =>
        {
            lock (gate)
                progress($"recomputing partition {partition + 1} of {partitions}: {commands[partition].Count:N0} commands, {events[partition].Count:N0} events");
            var log = commands[partition].ConvertAll(Decode);
            var placed = events[partition].ConvertAll(Place);
            (commands[partition], events[partition]) = ([], []);
            var audit = LogAudit.Check(Commands, log, placed);
            lock (gate)
            {
                report.Add(audit, log.Count, placed.Count);
                tables.Follow(placed);
            }
        });
        progress("comparing the tables");
        tables.Compare(_log, report, cancelled);
        return report;
    }

    // The partition of an event's command decides with which part of the log it is compared.
    static void Sort(LogRecord record, List<StoredRecord>[] events, List<VerifyViolation> strays)
    {
        try
        {
            var metadata = string.Equals(record.Source.Topic, Allocations, StringComparison.Ordinal)
                ? BackordersTopics.Allocations.ValueSerde.Deserialize(Value(record)).Metadata
                : BackordersTopics.StockEvents.ValueSerde.Deserialize(Value(record)).Metadata;
            if (metadata is not null && metadata.Partition >= 0 && metadata.Partition < events.Length)
                events[metadata.Partition].Add(new(record));
            else
                strays.Add(Stray(record, "the event names no partition of the command log"));
        }
        catch (SerdeException error)
        {
            strays.Add(Stray(record, error.Message));
        }
    }

    static DomainRecord Decode(StoredRecord record)
    {
        var command = BackordersTopics.InventoryCommands.ValueSerde.Deserialize(record.Value.Span);
        return new(new(record.Partition, record.Offset), command.OccurredAtUnixMs, CommandReader.Read(command));
    }

    static PlacedEvent Place(StoredRecord record) => new(
        new(record.Topic, record.Partition, record.Offset),
        string.Equals(record.Topic, Allocations, StringComparison.Ordinal)
            ? EventReader.Read(BackordersTopics.Allocations.ValueSerde.Deserialize(record.Value.Span))
            : EventReader.Read(BackordersTopics.StockEvents.ValueSerde.Deserialize(record.Value.Span)));

    static ReadOnlySpan<byte> Value(LogRecord record) =>
        record.Value is { } value ? value.Span : throw new SerdeException("the record has no value");

    static VerifyViolation Stray(LogRecord record, string message) =>
        new("I5", record.Source.Topic, record.Source.Partition, record.Offset, message);
}
