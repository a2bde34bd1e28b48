using System.Diagnostics.Metrics;

namespace Backorders.CdcBridge.Topology;

/// <summary>
/// The bridge's instruments, under the meter <c>Backorders.CdcBridge</c>. Safe for use from several threads.
/// </summary>
sealed class BridgeMetrics
{
    readonly Meter _meter = new("Backorders.CdcBridge");
    readonly Counter<long> _records;
    readonly Counter<long> _commands;
    readonly Counter<long> _deadLetters;
    readonly Counter<long> _alerts;
    readonly KeyValuePair<string, object?> _source;
    long _lastCommitMs;

    public BridgeMetrics(string source)
    {
        _source = new("source", source);
        _records = _meter.CreateCounter<long>("cdc_records_total", description: "Captured records read, by source.");
        _commands = _meter.CreateCounter<long>(
            "cdc_commands_total", description: "Commands made, by source and table.");
        _deadLetters = _meter.CreateCounter<long>(
            "cdc_dead_letters_total", description: "Captured records without effect, by source, topic and reason.");
        _alerts = _meter.CreateCounter<long>(
            "cdc_exceptions_total", description: "What a person must look at, by source and reason.");
        _meter.CreateObservableGauge(
            "cdc_last_event_timestamp_seconds",
            LastCommit,
            "s",
            "Commit time of the furthest change that was read, seconds since 1970.");
    }

    public void Processed(long commitMs)
    {
        _records.Add(1, _source);
        ReadUpTo(commitMs);
    }

    /// <summary>Says how far the source was read, as when a bridge goes on from its state.</summary>
    public void ReadUpTo(long commitMs) => Volatile.Write(ref _lastCommitMs, commitMs);

    // None before the first change: 1970 would look like a source that stands still.
    IEnumerable<Measurement<double>> LastCommit() =>
        Volatile.Read(ref _lastCommitMs) is > 0 and var milliseconds ? [new(milliseconds / 1000.0, _source)] : [];

    public void Command(string table) => _commands.Add(1, _source, new("table", table));

    public void DeadLetter(string topic, string reason) =>
        _deadLetters.Add(1, _source, new("topic", topic), new("reason", reason));

    public void Alert(string reason) => _alerts.Add(1, _source, new("reason", reason));
}
