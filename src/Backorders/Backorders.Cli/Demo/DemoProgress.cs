using System.Globalization;
using Backorders.Cli.Demo.Feed;
using Spectre.Console;

namespace Backorders.Cli.Demo;

/// <summary>
/// Shows how a demo goes: a line that changes in place on a terminal, a line every two seconds elsewhere.
/// </summary>
sealed class DemoProgress(
    TextWriter say, DemoMonitor monitor, Workers workers, ChildProcess? broker, GroupLag lag, TimeProvider time)
{
    static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    readonly bool _terminal = ReferenceEquals(say, Console.Out) && !Console.IsOutputRedirected;
    readonly long _start = time.GetTimestamp();
    long _lastShown;
    DemoCounts _lastCounts;
    long? _lag;
    long _peakMemory;
    bool _header;

    /// <summary>The lag of all applications, asked now.</summary>
    public long? Lag() => _lag = lag.Total();

    /// <summary>Shows the present state, if it is time.</summary>
    public void Show()
    {
        _peakMemory = Math.Max(_peakMemory, workers.Memory() + (broker?.PeakMemory() ?? 0) + Environment.WorkingSet);
        var since = _lastShown == 0 ? LineInterval : time.GetElapsedTime(_lastShown);
        if (since < LineInterval)
            return;
        Lag();
        var counts = monitor.Counts();
        var rate = Math.Max(0, counts.LinesDecided - _lastCounts.LinesDecided) / since.TotalSeconds;
        (_lastShown, _lastCounts) = (time.GetTimestamp(), counts);
        Write(counts, rate);
    }

    /// <summary>Leaves the last state on the screen.</summary>
    public void Finish()
    {
        Write(monitor.Counts(), 0);
        if (_terminal)
            AnsiConsole.WriteLine();
    }

    /// <summary>What happened.</summary>
    public DemoSummary Summary(FeedStatistics feed, TimeSpan elapsed, bool complete) => new()
    {
        Complete = complete,
        Feed = feed,
        Counts = monitor.Counts(),
        Kills = workers.Kills,
        Elapsed = elapsed,
        LatencyP50 = monitor.Latency(0.5),
        LatencyP99 = monitor.Latency(0.99),
        PeakMemory = _peakMemory,
    };

    void Write(DemoCounts counts, double rate)
    {
        if (!_header)
        {
            _header = true;
            say.WriteLine(
                "  time   sent  decided  lines/s      lag  oldest  allocated  backordered  filled  cancelled  fill  "
                    + "p50 ms  p99 ms  kills");
        }
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{time.GetElapsedTime(_start).TotalSeconds,5:F0}s {counts.LinesSent,6} {counts.LinesDecided,8} "
            + $"{rate,8:F0} {_lag?.ToString(CultureInfo.InvariantCulture) ?? "?",8} "
            + $"{counts.OldestUndecided.TotalSeconds,6:F1}s {counts.UnitsAllocated,10} "
            + $"{counts.LinesBackordered,12} {counts.UnitsFilled,7} {counts.UnitsCancelled,10} "
            + $"{100 * counts.FillRate,4:F0}% {monitor.Latency(0.5),7:F0} {monitor.Latency(0.99),7:F0} "
            + $"{workers.Kills,6}");
        if (_terminal)
            say.Write("\r" + line);
        else
            say.WriteLine(line);
    }
}
