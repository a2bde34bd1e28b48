using System.Text;
using System.Text.Json;

namespace StreamApps.EmbeddedKafka.Registry.Http;

/// <summary>A status and a body of JSON.</summary>
internal sealed record RegistryReply(int Status, byte[] Body)
{
    const int Done = 200;

    public static RegistryReply Of(Action<Utf8JsonWriter> members) => new(Done, RegistryJson.Bytes(members));

    public static RegistryReply OfNumbers(IEnumerable<int> numbers) =>
        new(Done, RegistryJson.Array(numbers, static (json, number) => json.WriteNumberValue(number)));

    public static RegistryReply OfTexts(IEnumerable<string> texts) =>
        new(Done, RegistryJson.Array(texts, static (json, text) => json.WriteStringValue(text)));

    public static RegistryReply OfNumber(int number) =>
        new(Done, RegistryJson.Value(json => json.WriteNumberValue(number)));

    /// <summary>A schema's own text.</summary>
    public static RegistryReply OfRawText(string text) => new(Done, Encoding.UTF8.GetBytes(text));

    public static RegistryReply Error(int status, int code, string message) => new(status, RegistryJson.Bytes(json =>
    {
        json.WriteNumber("error_code", code);
        json.WriteString("message", message);
    }));
}
