using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Vectors;

/// <summary>A record that is piped in, expected or seen.</summary>
internal sealed record RecordForm(
    string Topic, Datum? Key, Datum? Value, long Timestamp, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public static RecordForm Read(JsonElement json) => new(
        json.GetProperty("topic").GetString()!,
        DatumJson.Read(json.GetProperty("key")),
        DatumJson.Read(json.GetProperty("value")),
        json.GetProperty("ts").GetInt64(),
        json.TryGetProperty("headers", out var headers)
            ? [.. headers.EnumerateArray()
                .Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!))]
            : []);

    public bool Equals(RecordForm? other) => other is not null &&
        Topic == other.Topic && Equals(Key, other.Key) && Equals(Value, other.Value) &&
        Timestamp == other.Timestamp && Headers.SequenceEqual(other.Headers);

    public override int GetHashCode() => HashCode.Combine(Topic, Key, Value, Timestamp);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Topic}: {Quoted(Key)} = {Quoted(Value)} @ {Timestamp}");
        foreach (var (name, value) in Headers)
            text.Append(CultureInfo.InvariantCulture, $" [{name}: {value}]");
        return text.ToString();
    }

    static string Quoted(Datum? datum) => datum is Datum.Text text ? $"\"{text.Value}\"" : Datum.TextOf(datum);
}
