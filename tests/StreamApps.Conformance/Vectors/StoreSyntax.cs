using System.Text.Json;
using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Vectors;

/// <summary>A store that is declared for processors.</summary>
internal sealed class StoreSyntax(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public string Kind { get; } = json.GetProperty("kind").GetString()!;

    public DatumType Key { get; } = DatumType.Parse(json.GetProperty("key").GetString()!);

    public DatumType Value { get; } = DatumType.Parse(json.GetProperty("value").GetString()!);

    public TimeSpan Time(string name) => TimeSpan.FromMilliseconds(json.GetProperty(name).GetInt64());
}
