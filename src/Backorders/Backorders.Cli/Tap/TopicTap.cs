using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Backorders.Cli.Verify;
using Backorders.Contracts;
using Google.Protobuf;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Tap;

/// <summary>Reads a topic, committed records only, and writes each as a JSON object.</summary>
sealed class TopicTap(ILogTransport transport, TextWriter output)
{
    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);
    static readonly JsonFormatter Protobuf = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public void Run(string topic, bool follow, long? most, CancellationToken cancelled)
    {
        using var admin = transport.CreateAdmin();
        if (!admin.Describe([topic]).TryGetValue(topic, out var found))
        {
            var others = string.Join(", ", admin.List().Order(StringComparer.Ordinal));
            throw new UsageException($"topic {topic} does not exist; there are: {others}");
        }
        var partitions = Enumerable.Range(0, found.Partitions)
            .Select(number => new TopicPartition(topic, number)).ToList();
        var ranges = admin.Offsets(partitions);
        using var reader = transport.CreateReader(ReadIsolation.Committed);
        reader.Assign(partitions.ConvertAll(partition => new TopicPartitionOffset(partition, ranges[partition].Start)));
        var batch = new LogRecordBatch(1_000);
        var stall = new ReadStall(Wait, partition => admin.Offsets([partition]));
        var left = most ?? long.MaxValue;
        while (left > 0 && !cancelled.IsCancellationRequested)
        {
            batch.Clear();
            reader.Poll(batch, Wait);
            foreach (var record in batch.Records)
            {
                if (left-- <= 0)
                    break;
                output.WriteLine(Line(record));
            }
            if (follow)
                continue;
            partitions.RemoveAll(partition => reader.Position(partition) >= ranges[partition].End);
            if (partitions.Count == 0)
                return;
            stall.Check(reader, partitions, ranges);
        }
    }

    /// <summary>A record as one line of JSON.</summary>
    public static string Line(LogRecord record)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("topic", record.Source.Topic);
            json.WriteNumber("partition", record.Source.Partition);
            json.WriteNumber("offset", record.Offset);
            json.WriteNumber("timestamp", record.Timestamp);
            json.WritePropertyName("key");
            WriteText(json, record.Key);
            json.WriteStartArray("headers");
            foreach (var (name, value) in record.Headers ?? new RecordHeaders())
            {
                json.WriteStartArray();
                json.WriteStringValue(name);
                WriteText(json, value);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            WriteValue(json, record);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    static void WriteValue(Utf8JsonWriter json, LogRecord record)
    {
        if (record.Value is { } value && Decode(record.Source.Topic, value.Span) is { } message)
        {
            json.WriteString("type", message.Descriptor.FullName);
            json.WritePropertyName("value");
            json.WriteRawValue(Protobuf.Format(message));
            return;
        }
        json.WriteNull("type");
        json.WritePropertyName("value");
        WriteText(json, record.Value);
    }

    /// <summary>The message, or null when the topic is not one of ours or the bytes are no such message.</summary>
    static IMessage? Decode(string topic, ReadOnlySpan<byte> value)
    {
        try
        {
            return BackordersTopics.Decode(topic, value);
        }
        catch (SerdeException)
        {
            // A reader of dead letters and foreign records wants to see the bytes, not an error about them.
            return null;
        }
    }

    /// <summary>Text where the bytes are text, else base64 in an object that says so.</summary>
    static void WriteText(Utf8JsonWriter json, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } memory)
        {
            json.WriteNullValue();
            return;
        }
        try
        {
            json.WriteStringValue(Serdes.String.Deserialize(memory.Span));
        }
        catch (SerdeException)
        {
            json.WriteStartObject();
            json.WriteBase64String("base64", memory.Span);
            json.WriteEndObject();
        }
    }
}
