using System.Diagnostics.Metrics;
using StreamApps.Processing;
using StreamApps.Runtime;
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
    readonly Counter<long> _dropped;
    readonly Counter<long> _deadLetters;
    readonly Histogram<double> _commitDuration;
    readonly KeyValuePair<string, object?> _application;

    public StreamMetrics(string applicationId)
    {
        _application = new("application", applicationId);
        _polled = _meter.CreateCounter<long>(
            "streamapps_records_polled_total", description: "Records taken from the log.");
        _processed = _meter.CreateCounter<long>(
            "streamapps_records_processed_total", description: "Records processed.");
        _transactions = _meter.CreateCounter<long>(
            "streamapps_transactions_total", description: "Transactions by outcome.");
        _replaced = _meter.CreateCounter<long>(
            "streamapps_producer_recreated_total", description: "Producers replaced, by reason.");
        _dropped = _meter.CreateCounter<long>(
            "streamapps_records_dropped_total", description: "Records that left nothing behind, by reason.");
        _deadLetters = _meter.CreateCounter<long>(
            "streamapps_dlq_records_total", description: "Records sent to the dead-letter topic, by class of error.");
        _commitDuration = _meter.CreateHistogram<double>(
            "streamapps_commit_duration_seconds", "s", "Duration of commits.");
    }

    /// <summary>True for an instrument of this instance, and not of another one in the process.</summary>
    public bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, _meter);

    public void Polled(int records) => _polled.Add(records, _application);

    public void Processed(int records) => _processed.Add(records, _application);

    public void Committed(TimeSpan duration)
    {
        _transactions.Add(1, _application, new("outcome", "committed"));
        _commitDuration.Record(duration.TotalSeconds, _application);
    }

    /// <summary>
    /// Tells what the tasks do, each time somebody asks: one series for each that exists. Once only.
    /// </summary>
    public void ObserveTasks(Func<IEnumerable<TaskReport>> tasks) => _meter.CreateObservableGauge(
        "streamapps_task_state",
        () => tasks().Select(Measure),
        "s",
        "How long each task has been in the state that it is in.");

    /// <summary>Adds what a task has counted between two commits.</summary>
    public void Committed(in TaskCounters before, in TaskCounters now)
    {
        Dropped("null_key_or_value", now.NullDropped - before.NullDropped);
        Dropped("late", now.LateDropped - before.LateDropped);
        Dropped("negative_timestamp", now.NegativeTimestamp - before.NegativeTimestamp);
        Dropped("below_position", now.BelowPosition - before.BelowPosition);
    }

    /// <summary>Counts what a handler decided.</summary>
    public void Handled(HandledError error)
    {
        if (error.Action == ErrorAction.DeadLetter)
            _deadLetters.Add(1, _application, new("error_class", error.ErrorClass));
        else
            _dropped.Add(1, _application, new("reason", "skipped"), new("error_class", error.ErrorClass));
    }

    public void Aborted() => _transactions.Add(1, _application, new("outcome", "aborted"));

    public void ProducerReplaced(LogErrorKind kind) => _replaced.Add(1, _application, new("reason", kind.ToString()));

    Measurement<double> Measure(TaskReport report)
    {
        var tags = new List<KeyValuePair<string, object?>>(4)
        {
            _application,
            new("task", report.Task.ToString()),
            new("state", State(report.Phase)),
        };
        if (report.Reason is { } reason)
            tags.Add(new("reason", reason));
        return new(report.InPhase.TotalSeconds, tags);
    }

    static string State(TaskPhase phase) => phase switch
    {
        TaskPhase.Restoring => "restoring",
        TaskPhase.Restored => "restored",
        TaskPhase.Running => "running",
        TaskPhase.Suspended => "suspended",
        TaskPhase.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "not a phase"),
    };

    void Dropped(string reason, long records)
    {
        if (records > 0)
            _dropped.Add(records, _application, new("reason", reason));
    }

    public void Dispose() => _meter.Dispose();
}
