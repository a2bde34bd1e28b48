using System.Text.Json;
using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Vectors;

/// <summary>An entry of a store, with its time if the store keeps one.</summary>
internal sealed record StoreEntry(Datum Key, Datum Value, long? Timestamp)
{
    public static StoreEntry Read(JsonElement json) => new(
        DatumJson.Read(json.GetProperty("key"))!,
        DatumJson.Read(json.GetProperty("value"))!,
        json.TryGetProperty("ts", out var time) ? time.GetInt64() : null);

    public override string ToString() => Timestamp is { } time ? $"{Key} = {Value} @ {time}" : $"{Key} = {Value}";
}
