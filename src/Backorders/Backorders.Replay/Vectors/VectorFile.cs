using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Backorders.Replay.Commands;

namespace Backorders.Replay.Vectors;

/// <summary>Reads files of conformance vectors: one JSON object per line, <c>.gz</c> or plain.</summary>
public static class VectorFile
{
    /// <summary>The vectors of a file, in order.</summary>
    /// <exception cref="ReplayFormatException">A line is no vector; the message names file and line.</exception>
    public static IEnumerable<AllocationVector> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0)
                yield return Parse(line, path, number);
        }
    }

    static AllocationVector Parse(string line, string path, int number)
    {
        try
        {
            using var document = CommandReader.Parse(Encoding.UTF8.GetBytes(line));
            var root = document.RootElement;
            var commands = root.GetProperty("commands").EnumerateArray().ToList();
            return new(
                root.GetProperty("name").GetString() ?? "", root.GetProperty("rule").GetString() ?? "",
                [.. commands.Select(CommandReader.Read)], [.. commands.Select(command => command.GetRawText())],
                [.. root.GetProperty("expect").EnumerateArray().Select(events => events.GetRawText())],
                root.GetProperty("state").GetRawText());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException
            or InvalidOperationException or ReplayFormatException)
        {
            throw new ReplayFormatException($"{path}:{number}: not a vector: {exception.Message}", exception);
        }
    }
}
