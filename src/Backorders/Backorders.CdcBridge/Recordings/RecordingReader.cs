using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Backorders.CdcBridge.Decoding;

namespace Backorders.CdcBridge.Recordings;

/// <summary>
/// Reads recordings: one record a line, as an object with topic, partition, offset, timestamp, headers, key and value;
/// bytes that are no text stand as base64 in key_base64 and value_base64. A name that ends in .gz is compressed.
/// </summary>
static class RecordingReader
{
    /// <summary>The records of a file, in its order.</summary>
    /// <exception cref="RecordingException">A line is no record.</exception>
    public static IEnumerable<CapturedRecord> Read(string file)
    {
        using var bytes = File.OpenRead(file);
        using Stream content = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(bytes, CompressionMode.Decompress)
            : bytes;
        using var reader = new StreamReader(
            content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var number = 0;
        while (true)
        {
            number++;
            if (NextLine(reader, file, number) is not { } line)
                yield break;
            if (line.Length > 0)
                yield return Parse(line, file, number);
        }
    }

    /// <summary>The record of one line.</summary>
    public static CapturedRecord Parse(string line, string file, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Record(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new RecordingException(
                $"{file}:{number}:{(error.BytePositionInLine ?? 0) + 1}: the line is no JSON: {error.Message}");
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new RecordingException(
                $"{file}:{number}:1: the line is no record with topic, partition, offset, timestamp, headers, key "
                + $"and value: {error.Message}");
        }
    }

    static string? NextLine(StreamReader reader, string file, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception error) when (error is InvalidDataException or DecoderFallbackException)
        {
            throw new RecordingException($"{file}:{number}:1: the file is damaged: {error.Message}");
        }
    }

    static CapturedRecord Record(JsonElement root) => new(
        root.GetProperty("topic").GetString() ?? throw new FormatException("topic is null"),
        root.GetProperty("partition").GetInt32(),
        root.GetProperty("offset").GetInt64(),
        root.GetProperty("timestamp").GetInt64(),
        root.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Array
            ? [.. headers.EnumerateArray().Select(Header)]
            : [],
        Bytes(root, "key"),
        Bytes(root, "value"));

    static KeyValuePair<string, byte[]?> Header(JsonElement header) => new(
        header[0].GetString() ?? throw new FormatException("a header has no name"),
        header[1].GetString() is { } value ? Encoding.UTF8.GetBytes(value) : null);

    static byte[]? Bytes(JsonElement root, string name)
    {
        if (root.TryGetProperty(name + "_base64", out var encoded) && encoded.ValueKind == JsonValueKind.String)
            return encoded.GetBytesFromBase64();
        return root.TryGetProperty(name, out var text) && text.GetString() is { } value
            ? Encoding.UTF8.GetBytes(value)
            : null;
    }
}
