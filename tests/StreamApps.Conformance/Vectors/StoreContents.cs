using System.Text.Json;
using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Vectors;

/// <summary>What a store must hold at the end.</summary>
/// <param name="Kind">The kind of store.</param>
/// <param name="Key">The type of its keys, windowed for stores of windows.</param>
/// <param name="Value">The type of its values.</param>
/// <param name="Entries">Its entries; of a versioned store the latest version of each key.</param>
/// <param name="AsOf">Answers of a versioned store.</param>
internal sealed record StoreContents(
    string Kind,
    DatumType Key,
    DatumType Value,
    IReadOnlyList<StoreEntry> Entries,
    IReadOnlyList<(Datum Key, long AsOf, Datum? Value, long? Timestamp)> AsOf)
{
    public static StoreContents Read(JsonElement json) => new(
        json.GetProperty("kind").GetString()!,
        DatumType.Parse(json.GetProperty("key").GetString()!),
        DatumType.Parse(json.GetProperty("value").GetString()!),
        [.. List(json, json.TryGetProperty("latest", out _) ? "latest" : "entries").Select(StoreEntry.Read)],
        [.. List(json, "asOf").Select(answer => (
            DatumJson.Read(answer.GetProperty("key"))!,
            answer.GetProperty("asOf").GetInt64(),
            DatumJson.Read(answer.GetProperty("value")),
            answer.GetProperty("ts") is { ValueKind: JsonValueKind.Number } time ? time.GetInt64() : (long?)null))]);

    static IEnumerable<JsonElement> List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}
