using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Backorders.Cli.Bench.Compare;

/// <summary>Medians, spreads and ratios, as a table or as JSON.</summary>
static class CompareReport
{
    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    // A ratio above 1 is better for us, whatever the measure.
    static readonly (string Name, string Format, bool MoreIsBetter, Func<RunResult, double?> Of)[] s_measures =
    [
        ("records/s", "N0", true, run => run.RecordsPerSecond),
        ("CPU us/record", "F2", false, run => run.CpuMicroseconds),
        ("peak MB", "F0", false, run => run.PeakMegabytes),
        ("state MB", "F1", false, run => run.StateMegabytes),
        ("resume s", "F2", false, run => run.ResumeSeconds),
        ("p50 ms", "F1", false, run => run.P50),
        ("p99 ms", "F1", false, run => run.P99),
    ];

    public static void Print(CompareSettings settings, List<Comparison> results)
    {
        if (settings.Json)
            Console.Out.WriteLine(Json(settings, results).ToJsonString(s_json));
        else
            PrintTable(settings, results);
        foreach (var result in results)
            PrintFaults(result);
    }

    public static string Describe(RunResult run)
    {
        var culture = CultureInfo.InvariantCulture;
        var latency = run.P99 is { } p99 ? string.Create(culture, $", p50 {run.P50:F1} ms, p99 {p99:F1} ms") : "";
        var verdict = run.Fault is null ? "verified" : "VERIFY FAILED";
        return string.Create(
            culture,
            $"{run.RecordsPerSecond:N0} records/s, {run.CpuMicroseconds:F2} us, "
                + $"{run.PeakMegabytes:F0} MB{latency}, {verdict}");
    }

    static void PrintTable(CompareSettings settings, List<Comparison> results)
    {
        var table = new Table().Border(TableBorder.Markdown)
            .AddColumns("pipeline", "measure", "StreamApps", "Kafka Streams", "ratio");
        foreach (var result in results)
        {
            foreach (var (name, format, more, of) in s_measures)
            {
                if (Spread.Of(result.Ours.Select(of)) is { } ours
                    && Spread.Of(result.Peer.Select(of)) is { } peer && peer.Median > 0)
                {
                    table.AddRow(
                        result.Pipeline,
                        name,
                        ours.Text(format),
                        peer.Text(format),
                        Ratio(ours, peer, more).ToString("F2", CultureInfo.InvariantCulture));
                }
            }
        }
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Records:N0} records, exactly once, {settings.Threads} thread(s), "
                + $"{settings.Rounds} round(s): median (least - most); a ratio above 1 is better for StreamApps"));
        // A terminal's width must not break lines that go to a file.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = 200;
        console.Write(table);
    }

    static void PrintFaults(Comparison result)
    {
        foreach (var fault in result.Ours.Select(run => run.Fault).OfType<string>())
            Console.Error.WriteLine($"{result.Pipeline} of StreamApps is wrong, its figures do not count: {fault}");
        foreach (var fault in result.Peer.Select(run => run.Fault).OfType<string>())
            Console.Error.WriteLine($"{result.Pipeline} of Kafka Streams is wrong, its figures do not count: {fault}");
    }

    static JsonObject Json(CompareSettings settings, List<Comparison> results)
    {
        var pipelines = new JsonArray();
        foreach (var result in results)
        {
            var entry = new JsonObject
            {
                ["pipeline"] = result.Pipeline,
                ["verified"] = result.Ours.Concat(result.Peer).All(run => run.Fault is null),
            };
            foreach (var (name, _, more, of) in s_measures)
            {
                if (Spread.Of(result.Ours.Select(of)) is { } ours
                    && Spread.Of(result.Peer.Select(of)) is { } peer && peer.Median > 0)
                {
                    entry[name] = new JsonObject
                    {
                        ["ours"] = Object(ours),
                        ["peer"] = Object(peer),
                        ["ratio"] = Ratio(ours, peer, more),
                    };
                }
            }
            pipelines.Add(entry);
        }
        return new JsonObject
        {
            ["records"] = settings.Records,
            ["threads"] = settings.Threads,
            ["rounds"] = settings.Rounds,
            ["pipelines"] = pipelines,
        };
    }

    static JsonObject Object(Spread spread) => new()
    {
        ["median"] = spread.Median,
        ["least"] = spread.Least,
        ["most"] = spread.Most,
    };

    static double Ratio(Spread ours, Spread peer, bool moreIsBetter) =>
        Math.Round(moreIsBetter ? ours.Median / peer.Median : peer.Median / ours.Median, 3);
}
