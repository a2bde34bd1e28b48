using System.IO.Compression;
using System.Text.Json;

namespace StreamApps.Conformance.Vectors;

/// <summary>Vectors in files with one JSON object a line, gzipped or not.</summary>
internal static class VectorFolder
{
    /// <summary>True when the folder has vectors of this language, and not those of something else.</summary>
    public static bool HasVectors(string folder) => Directory.Exists(folder) && Files(folder).Any(file =>
        Lines(file).FirstOrDefault() is { } line && IsVector(line));

    public static IEnumerable<Vector> Read(string folder) =>
        Files(folder).SelectMany(file => Lines(file).Select(Parse));

    static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*.ndjson*").Order(StringComparer.Ordinal);

    static bool IsVector(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("topology", out _) && json.RootElement.TryGetProperty("kafka", out _);
    }

    static Vector Parse(string line) => Vector.Read(JsonDocument.Parse(line).RootElement);

    static IEnumerable<string> Lines(string file)
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress)
            : File.OpenRead(file);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                yield return line;
        }
    }
}
