using System.Text.Encodings.Web;
using System.Text.Json;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Engine;
using Backorders.Contracts;
using Google.Protobuf;

namespace Backorders.CdcBridge.Recordings;

/// <summary>Writes what the bridge makes as JSON, one object a line, and counts it by reason.</summary>
sealed class JsonLineOutput(TextWriter output) : IBridgeOutput
{
    static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How many there were, by what they are and their reason.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Command(InventoryCommand command, in RecordOrigin origin)
    {
        Count($"command {command.CommandCase}");
        output.Write("{\"command\":");
        output.Write(Formatter.Format(command));
        output.Write(",\"origin\":");
        output.Write(OriginText(origin));
        output.WriteLine("}");
    }

    public void DeadLetter(CapturedRecord record, string reason, string detail, string? position)
    {
        Count($"deadLetter {reason}");
        output.WriteLine(Line("deadLetter", writer =>
        {
            writer.WriteString("reason", reason);
            writer.WriteString("detail", detail);
            WriteOrigin(writer, new RecordOrigin(record.Topic, record.Partition, record.Offset, position ?? ""));
            writer.WriteNumber("keyBytes", record.Key?.Length ?? -1);
            writer.WriteNumber("valueBytes", record.Value?.Length ?? -1);
        }));
    }

    public void Exception(BridgeAlert alert)
    {
        Count($"exception {alert.Reason}");
        output.WriteLine(Line("exception", writer =>
        {
            writer.WriteString("reason", alert.Reason);
            writer.WriteString("detail", alert.Detail);
            writer.WriteString("table", alert.Table);
            writer.WriteString("key", alert.Key);
            WriteOrigin(writer, alert.Origin);
            writer.WriteNumber("occurredAtUnixMs", alert.OccurredAtMs);
        }));
    }

    void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    static string OriginText(RecordOrigin origin) => Text(writer =>
    {
        writer.WriteStartObject();
        WriteOriginMembers(writer, origin);
        writer.WriteEndObject();
    });

    static string Line(string name, Action<Utf8JsonWriter> write) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject(name);
        write(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    static void WriteOrigin(Utf8JsonWriter writer, RecordOrigin origin)
    {
        writer.WriteStartObject("origin");
        WriteOriginMembers(writer, origin);
        writer.WriteEndObject();
    }

    static void WriteOriginMembers(Utf8JsonWriter writer, RecordOrigin origin)
    {
        writer.WriteString("topic", origin.Topic);
        writer.WriteNumber("partition", origin.Partition);
        writer.WriteNumber("offset", origin.Offset);
        writer.WriteString("position", origin.Position);
    }

    static string Text(Action<Utf8JsonWriter> write)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
