using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Backorders.Cli.Bench.Broker;

/// <summary>The figures side by side: medians over the rounds, with their range.</summary>
static class BrokerBenchReport
{
    static readonly JsonSerializerOptions JsonForm = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    static readonly (string Name, string Unit, Func<BrokerFigures, List<double>> Values)[] s_rows =
    [
        ("process start to first answer", "ms", figures => figures.StartMs),
        ("start within a running process", "ms", figures => figures.StartInProcessMs),
        ("produce, 1 KiB, one librdkafka producer, acks=all", "MB/s", figures => figures.ProduceMbPerSecond),
        ("fetch, the same records", "MB/s", figures => figures.FetchMbPerSecond),
        ("commit of a transaction, p50", "ms", figures => figures.CommitP50Ms),
        ("commit of a transaction, p99", "ms", figures => figures.CommitP99Ms),
        ("produce acks=all at 1,000/s, p50", "ms", figures => figures.ProduceP50Ms),
        ("produce acks=all at 1,000/s, p99", "ms", figures => figures.ProduceP99Ms),
        ("peak memory", "MiB", figures => figures.PeakMib),
        ("memory with 2,000 idle connections", "MiB", figures => figures.IdleMib),
    ];

    public static void Print(BrokerFigures embedded, BrokerFigures? kafka, TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { embedded, kafka }, JsonForm));
            return;
        }
        var table = new Table().Border(TableBorder.Markdown).AddColumns("measure", "unit", embedded.Name);
        if (kafka is not null)
            table.AddColumns(kafka.Name, "ratio");
        foreach (var (name, unit, values) in s_rows)
        {
            var cells = new List<string> { name, unit, Text(values(embedded)) };
            if (kafka is not null)
            {
                cells.Add(Text(values(kafka)));
                cells.Add(Ratio(values(embedded), values(kafka)));
            }
            table.AddRow([.. cells]);
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, 130);
        console.Write(table);
    }

    static string Ratio(List<double> own, List<double> other) => other.Count == 0
        ? "-"
        : (BrokerFigures.Median(own) / BrokerFigures.Median(other)).ToString("0.00", CultureInfo.InvariantCulture);

    static string Text(List<double> values) => values.Count == 0 ? "-" : string.Create(
        CultureInfo.InvariantCulture, $"{BrokerFigures.Median(values):0.0} ({values.Min():0.0} to {values.Max():0.0})");
}
