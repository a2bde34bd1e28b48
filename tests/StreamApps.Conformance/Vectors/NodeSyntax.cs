using System.Text.Json;
using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Vectors;

/// <summary>A node of a vector's topology, as it is written.</summary>
internal sealed class NodeSyntax(JsonElement json)
{
    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Operator { get; } = json.GetProperty("op").GetString()!;

    public IReadOnlyList<string> Inputs { get; } = Strings(json, "in");

    public string Kind { get; } = json.GetProperty("kind").GetString()!;

    public DatumType Key => DatumType.Parse(Required("key"));

    public DatumType Value => DatumType.Parse(Required("value"));

    /// <summary>The name of its store, or null.</summary>
    public string? Store => Optional("store");

    public string? Optional(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public string Required(string name) =>
        Optional(name) ?? throw new FormatException($"node '{Id}' ({Operator}) has no '{name}'");

    public long? OptionalNumber(string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    public long RequiredNumber(string name) =>
        OptionalNumber(name) ?? throw new FormatException($"node '{Id}' ({Operator}) has no '{name}'");

    public IReadOnlyList<string> List(string name) => Strings(json, name);

    /// <summary>The branches of a split: their ids and predicates.</summary>
    public IReadOnlyList<(string Id, string Predicate)> Branches => json.TryGetProperty("branches", out var branches)
        ? [.. branches.EnumerateArray().Select(branch =>
            (branch.GetProperty("id").GetString()!, branch.GetProperty("fn").GetString()!))]
        : [];

    static IReadOnlyList<string> Strings(JsonElement json, string name) => json.TryGetProperty(name, out var list)
        ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
        : [];
}
