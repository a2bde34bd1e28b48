using System.Diagnostics.Metrics;
using StreamApps.Transport;

namespace StreamApps.Diagnostics;

/// <summary>The runtime's instruments, under the meter <c>StreamApps</c>. Safe for use from several threads.</summary>
sealed class StreamMetrics : IDisposable
{
    readonly Meter _meter = new("StreamApps");
    readonly Counter<long> _polled;
    readonly Counter<long> _processed;
    readonly Counter<long> _transactions;
    readonly Counter<long> _replaced;
    readonly Histogram<double> _commitDuration;
    readonly KeyValuePair<string, object?> _application;

    public StreamMetrics(string applicationId)
    {
        _application = new("application", applicationId);
        _polled = _meter.CreateCounter<long>("streamapps_records_polled_total", description: "Records taken from the log.");
        _processed = _meter.CreateCounter<long>("streamapps_records_processed_total", description: "Records processed.");
        _transactions = _meter.CreateCounter<long>("streamapps_transactions_total", description: "Transactions by outcome.");
        _replaced = _meter.CreateCounter<long>("streamapps_producer_recreated_total", description: "Producers replaced, by reason.");
        _commitDuration = _meter.CreateHistogram<double>("streamapps_commit_duration_seconds", "s", "Duration of commits.");
    }

    public void Polled(int records) => _polled.Add(records, _application);

    public void Processed(int records) => _processed.Add(records, _application);

    public void Committed(TimeSpan duration)
    {
        _transactions.Add(1, _application, new("outcome", "committed"));
        _commitDuration.Record(duration.TotalSeconds, _application);
    }

    public void Aborted() => _transactions.Add(1, _application, new("outcome", "aborted"));

    public void ProducerReplaced(LogErrorKind kind) => _replaced.Add(1, _application, new("reason", kind.ToString()));

    public void Dispose() => _meter.Dispose();
}
