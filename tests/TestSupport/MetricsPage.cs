using System.Diagnostics.Metrics;

namespace Backorders.TestSupport;

/// <summary>
/// The instruments that <c>docs/metrics.md</c> promises, and those that the code makes, as comparable lines.
/// </summary>
public static class MetricsPage
{
    /// <summary>The rows under the heading of a meter: name, kind, unit and description.</summary>
    public static IReadOnlyList<string> Documented(string meter) =>
    [
        .. File.ReadLines(Path.Combine(Workspace.Root, "docs/metrics.md"))
            .SkipWhile(line => line != $"## Meter {meter}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            // Tables of labels' values have fewer columns.
            .Where(cells => cells.Length == 7)
            .Select(cells => Line(cells[1].Trim('`'), cells[2], cells[3], cells[5]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The instruments of a meter that exist in this process now.</summary>
    public static IReadOnlyList<string> Made(string meter)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == meter)
                    made.Add(Line(instrument.Name, Kind(instrument), instrument.Unit, instrument.Description));
            },
        };
        listener.Start();
        return [.. made.Order(StringComparer.Ordinal)];
    }

    // By the type's name, whatever the type of its values is.
    static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "Histogram" => "histogram",
        "ObservableGauge" => "gauge",
        var other => other,
    };

    static string Line(string name, string kind, string? unit, string? description) =>
        $"{name} | {kind} | {unit} | {description}";
}
