using System.Text.Json;

namespace StreamApps.Conformance.Vectors;

/// <summary>One vector: a topology, what goes in, what must come out and what the stores must hold.</summary>
internal sealed class Vector
{
    public required string Name { get; init; }

    public required string Family { get; init; }

    public required string Note { get; init; }

    /// <summary>Bytes of record cache.</summary>
    public required long Cache { get; init; }

    public required IReadOnlyList<NodeSyntax> Nodes { get; init; }

    public required IReadOnlyList<StoreSyntax> Stores { get; init; }

    public required IReadOnlyList<VectorStep> Steps { get; init; }

    public required IReadOnlyDictionary<string, StoreContents> Contents { get; init; }

    /// <summary>Names of the departures that are allowed here.</summary>
    public required IReadOnlyList<string> Freedoms { get; init; }

    public static Vector Read(JsonElement json)
    {
        var topology = json.GetProperty("topology");
        return new()
        {
            Name = json.GetProperty("name").GetString()!,
            Family = json.GetProperty("family").GetString()!,
            Note = json.TryGetProperty("note", out var note) ? note.GetString() ?? "" : "",
            Cache = json.GetProperty("config").GetProperty("cache").GetInt64(),
            Nodes = [.. topology.GetProperty("nodes").EnumerateArray().Select(node => new NodeSyntax(node))],
            Stores = [.. topology.GetProperty("stores").EnumerateArray().Select(store => new StoreSyntax(store))],
            Steps = [.. json.GetProperty("steps").EnumerateArray()
                .Zip(json.GetProperty("expect").EnumerateArray(), ReadStep)],
            Contents = json.GetProperty("stores").EnumerateObject()
                .ToDictionary(store => store.Name, store => StoreContents.Read(store.Value), StringComparer.Ordinal),
            Freedoms = [.. json.GetProperty("freedoms").EnumerateArray().Select(freedom => freedom.GetString()!)],
        };
    }

    static VectorStep ReadStep(JsonElement step, JsonElement expected)
    {
        IReadOnlyList<RecordForm> records = [.. expected.EnumerateArray().Select(RecordForm.Read)];
        return step.TryGetProperty("pipe", out var pipe)
            ? new VectorStep(RecordForm.Read(pipe), 0, records)
            : new VectorStep(null, step.GetProperty("advanceWallClock").GetInt64(), records);
    }
}
