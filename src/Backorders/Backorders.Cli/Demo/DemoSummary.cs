using System.Text.Json;
using Backorders.Cli.Demo.Feed;
using Backorders.Cli.Verify;

namespace Backorders.Cli.Demo;

/// <summary>What a demo ends with.</summary>
sealed class DemoSummary
{
    static readonly JsonSerializerOptions JsonForm = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public required bool Complete { get; init; }

    public required FeedStatistics Feed { get; init; }

    public required DemoCounts Counts { get; init; }

    public required int Kills { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public double AuditSeconds { get; set; }

    public required double LatencyP50 { get; init; }

    public required double LatencyP99 { get; init; }

    public required long PeakMemory { get; set; }

    public void Print(VerifyReport report, bool json, TextWriter say)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { Summary = this, Audit = report }, JsonForm));
            return;
        }
        say.WriteLine();
        if (!Complete)
            say.WriteLine("stopped before the end: what follows is about what was done until then");
        Line("orders", $"{Feed.Orders:N0} with {Feed.Lines:N0} lines; {Counts.LinesDecided:N0} lines decided");
        Line(
            "units",
            $"{Counts.UnitsOrdered:N0} ordered, {Counts.UnitsAllocated:N0} allocated at once, ",
            $"{Counts.UnitsFilled:N0} filled later, {Counts.UnitsCancelled:N0} cancelled");
        Line("waiting", $"{Counts.LinesBackordered:N0} lines had to wait; fill rate {100 * Counts.FillRate:F1} %");
        Line(
            "cancelled",
            $"{Feed.Cancellations:N0} cancellations, ",
            $"{Feed.UnmatchedCancellations:N0} of them without an order in the input");
        Line("stock", $"{Feed.Receipts:N0} receipts and announcements (synthetic), {Feed.Adjustments:N0} adjustments");
        Line("input", $"{Feed.SkippedRows:N0} rows about no product, {Feed.BadRows:N0} rows that could not be read");
        foreach (var sample in Feed.BadRowSamples)
            say.WriteLine($"{"",-10} {sample}");
        Line("workers", $"{Kills} killed with SIGKILL and back");
        Line(
            "latency",
            $"p50 {LatencyP50:F0} ms, p99 {LatencyP99:F0} ms from order sent to decision read, ",
            $"after {DemoMonitor.WarmUp.TotalSeconds:F0} s of warm-up");
        Line(
            "time",
            $"{Elapsed.TotalSeconds:F1} s, audit {AuditSeconds:F1} s; ",
            $"{PeakMemory / 1048576.0:F0} MiB for all processes together");
        VerifyCommand.Print(report, say, json: false);

        void Line(string name, params FormattableString[] text) =>
            say.WriteLine($"{name,-10} {string.Concat(text.Select(FormattableString.Invariant))}");
    }
}
