using System.Runtime.CompilerServices;
using System.Text;
using Backorders.Audit.Invariants;
using Backorders.Contracts;
using Backorders.Domain.Orders;
using StreamApps;
using LogRecord = StreamApps.LogRecord;

namespace Backorders.Cli.Verify;

/// <summary>
/// Holds the compacted tables against the fold of the events (I6): stock and waiting lines by SKU, open backorders,
/// and the status of orders. A table may lag behind the log; what it says of its own position must be true.
/// </summary>
sealed class TableCheck
{
    const string Invariant = "I6";

    readonly Dictionary<OrderLineId, LineCounts> _lines = [];
    readonly Dictionary<(string Sku, string Site), (long OnHand, long Allocated)> _stock = [];
    readonly Dictionary<string, long> _sequences = new(StringComparer.Ordinal);
    readonly Dictionary<string, LogRecord> _latest = new(StringComparer.Ordinal);

    /// <summary>Adds what one partition of the command log comes to.</summary>
    public void Add(TableFold fold)
    {
        foreach (var (line, counts) in fold.Lines)
            _lines[line] = counts;
        foreach (var (key, stock) in fold.Stock)
            _stock[key] = stock;
        foreach (var (sku, sequence) in fold.Sequences)
            _sequences[sku] = sequence;
    }

    /// <summary>Reads the tables and compares.</summary>
    public void Compare(StoredLog log, VerifyReport report, CancellationToken cancelled)
    {
        foreach (var (key, record) in Latest(log, BackordersTopics.Atp.Name, cancelled))
            CompareAtp(key, record, report);
        var open = Latest(log, BackordersTopics.OpenBackorders.Name, cancelled);
        var waiting = 0;
        foreach (var (line, counts) in _lines)
        {
            if (counts.Backordered == 0)
                continue;
            waiting++;
            Require(
                open.TryGetValue(CompositeKey.Of(line.OrderId, line.LineId), out var record)
                    && Decode(BackordersTopics.OpenBackorders, record).Units == counts.Backordered,
                report, BackordersTopics.OpenBackorders.Name, record,
                $"line {line} waits for {counts.Backordered} units, the table says otherwise");
        }
        Require(
            open.Count == waiting, report, BackordersTopics.OpenBackorders.Name, default,
            $"the table has {open.Count} lines, {waiting} wait");
        foreach (var (key, record) in Latest(log, BackordersTopics.OrderStatuses.Name, cancelled))
            CompareStatus(key, record, report);
    }

    void CompareAtp(string sku, LogRecord record, VerifyReport report)
    {
        var snapshot = Decode(BackordersTopics.Atp, record);
        var sequence = _sequences.GetValueOrDefault(sku);
        Require(
            snapshot.SkuSequence == sequence, report, BackordersTopics.Atp.Name, record,
            $"SKU {sku} stands at sequence {sequence}, the table at {snapshot.SkuSequence}");
        foreach (var site in snapshot.Sites)
        {
            var (onHand, allocated) = _stock.GetValueOrDefault((sku, site.Site));
            Require(
                site.OnHand == onHand && site.Allocated == allocated, report, BackordersTopics.Atp.Name, record,
                $"SKU {sku} has {onHand} on hand and {allocated} allocated at {site.Site}, "
                    + $"the table says {site.OnHand} and {site.Allocated}");
        }
    }

    void CompareStatus(string orderId, LogRecord record, VerifyReport report)
    {
        foreach (var line in Decode(BackordersTopics.OrderStatuses, record).Lines)
        {
            if (!_lines.TryGetValue(new(orderId, line.LineId), out var counts))
            {
                Require(
                    line.Allocated + line.Shipped == 0, report, BackordersTopics.OrderStatuses.Name, record,
                    $"line {orderId}/{line.LineId} was never accepted, the status says it was served");
                continue;
            }
            var shown = new LineCounts(line.Quantity, line.Allocated, line.Backordered, line.Shipped, line.Cancelled);
            Require(
                shown == counts, report, BackordersTopics.OrderStatuses.Name, record,
                $"line {orderId}/{line.LineId} is {counts}, the status says {shown}");
        }
    }

    /// <summary>The last value of each key; a tombstone removes it.</summary>
    Dictionary<string, LogRecord> Latest(StoredLog log, string topic, CancellationToken cancelled)
    {
        _latest.Clear();
        log.Read([topic], record =>
        {
            var key = Encoding.UTF8.GetString(record.Key!.Value.Span);
            if (record.Value is null)
                _latest.Remove(key);
            else
                // Copied: the memory of a record is used again for those that are read after it.
                _latest[key] = record with { Key = null, Headers = null, Value = record.Value.Value.ToArray() };
        }, cancelled);
        return new(_latest, StringComparer.Ordinal);
    }

    static T Decode<T>(Topic<string, T> topic, LogRecord record) =>
        topic.ValueSerde.Deserialize(record.Value!.Value.Span);

    static void Require(
        bool holds, VerifyReport report, string topic, LogRecord record,
        [InterpolatedStringHandlerArgument(nameof(holds))] ref FaultText message)
    {
        report.Checks[Invariant] = report.Checks.GetValueOrDefault(Invariant) + 1;
        if (!holds)
            report.Violations.Add(new(Invariant, topic, record.Source.Partition, record.Offset, message.Take()));
    }
}
