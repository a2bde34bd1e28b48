using System.IO.Compression;
using System.Text.Json;
using Backorders.CdcBridge.Recordings;

namespace Backorders.CdcBridge.Tests;

/// <summary>A recording of a WMS under a real connector, with the truth about its database.</summary>
sealed class RecordedScenario
{
    static readonly Dictionary<string, RecordedScenario> Loaded = new(StringComparer.Ordinal);
    static readonly Lock Gate = new();

    RecordedScenario(string name)
    {
        Name = name;
        var folder = Path.Combine(Folder, name);
        Records = [.. RecordingReader.Read(Path.Combine(folder, "records.ndjson.gz"))];
        using var truth = new GZipStream(
            File.OpenRead(Path.Combine(folder, "truth.json.gz")), CompressionMode.Decompress);
        Truth = JsonDocument.Parse(truth).RootElement;
        Connector = Truth.GetProperty("connector").GetString()!;
        Schema = Connector == "postgresql" ? "public" : "wms";
        Decimals = Truth.GetProperty("settings").GetProperty("decimal").GetString()!;
    }

    public static string Folder =>
        Path.Combine(TestSupport.Workspace.Root, "tests", "Backorders.CdcBridge.Tests", "Recordings");

    /// <summary>The names of all recordings.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public string Name { get; }

    public IReadOnlyList<CapturedRecord> Records { get; }

    public JsonElement Truth { get; }

    public string Connector { get; }

    /// <summary>What stands before the names of tables.</summary>
    public string Schema { get; }

    public string Decimals { get; }

    public static RecordedScenario Load(string name)
    {
        lock (Gate)
        {
            if (!Loaded.TryGetValue(name, out var scenario))
                Loaded.Add(name, scenario = new RecordedScenario(name));
            return scenario;
        }
    }

    /// <summary>The final rows of a table, each by column; a null is null.</summary>
    public IReadOnlyList<Dictionary<string, string?>> Rows(string table) =>
        [.. Truth.GetProperty("tables").GetProperty($"{Schema}.{table}").GetProperty("rows").EnumerateArray()
            .Select(row => row.EnumerateObject()
                .ToDictionary(member => member.Name, member => member.Value.GetString(), StringComparer.Ordinal))];

    /// <summary>Thousandths of a quantity of the truth, which is its base unit in these tests.</summary>
    public static long Units(string? quantity) =>
        quantity is null
            ? 0
            : (long)(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture) * 1000);

    public override string ToString() => Name;
}
