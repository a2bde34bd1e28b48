using System.Text.Json;

namespace StreamApps.Conformance.Data;

/// <summary>Values of the language in JSON.</summary>
internal static class DatumJson
{
    public static Datum? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => new Datum.Text(json.GetString()!),
        JsonValueKind.Number => new Datum.Number(json.GetInt64()),
        JsonValueKind.Object => new Datum.WindowKey(
            Read(json.GetProperty("key"))!,
            json.GetProperty("start").GetInt64(),
            json.GetProperty("end").GetInt64()),
        _ => throw new FormatException($"{json.GetRawText()} is no value of the vector language"),
    };
}
