using StreamApps.Conformance.Data;
using StreamApps.Conformance.Vectors;
using StreamApps.Testing;

namespace StreamApps.Conformance.Running;

/// <summary>Compares the final contents of the stores.</summary>
internal static class StoreComparison
{
    /// <summary>What differs first; null when nothing does.</summary>
    public static string? FirstDifference(Vector vector, TopologyTestDriver driver)
    {
        var piped = vector.Steps.Max(step => step.Pipe?.Timestamp ?? long.MinValue);
        foreach (var (name, expected) in vector.Contents)
        {
            var seen = StoreReader.Read(driver, name);
            var missing = expected.Entries.Where(entry => !seen.Contains(entry)).ToList();
            // A store of windows may still hold what is older than its retention.
            var beyond = seen.Where(entry => !expected.Entries.Contains(entry)).ToList();
            if (Retention(vector, name) is { } retention)
            {
                var newest = Math.Max(piped, seen.Max(entry => Time(entry, retention.ByEnd)) ?? long.MinValue);
                beyond.RemoveAll(entry => Time(entry, retention.ByEnd) <= newest - retention.Milliseconds);
            }
            if (missing.Count + beyond.Count > 0)
            {
                return $"  store '{name}' ({expected.Kind})\n" +
                    $"  expected {string.Join("\n           ", expected.Entries)}\n" +
                    $"  seen     {string.Join("\n           ", seen)}";
            }
            foreach (var (key, asOf, value, timestamp) in expected.AsOf)
            {
                var found = StoreReader.AsOf(driver, name, key, asOf);
                if (!Equals(found.Value, value) || found.Timestamp != timestamp)
                {
                    return $"  store '{name}', {key} as of {asOf}\n" +
                        $"  expected {Datum.TextOf(value)} @ {timestamp}\n" +
                        $"  seen     {Datum.TextOf(found.Value)} @ {found.Timestamp}";
                }
            }
        }
        return null;
    }

    /// <summary>The time of a window from which its age counts; null for what is in no window.</summary>
    static long? Time(StoreEntry entry, bool byEnd) =>
        entry.Key is Datum.WindowKey key ? byEnd ? key.End : key.Start : null;

    /// <summary>
    /// How long a store of windows keeps them, and whether that counts from their end; null for others.
    /// </summary>
    static (long Milliseconds, bool ByEnd)? Retention(Vector vector, string store)
    {
        if (vector.Stores.FirstOrDefault(declared => declared.Name == store) is { } own)
            return own.Kind == "window" ? ((long)own.Time("retention").TotalMilliseconds, false) : null;
        var node = vector.Nodes.First(node => node.Store == store);
        if (node.Inputs.Count == 0)
            return null;
        var windows = vector.Nodes.FirstOrDefault(
            other => other.Id == node.Inputs[0] && other.Operator == "windowedBy");
        if (windows is null)
            return null;
        var session = windows.Required("window") == "session";
        var span = session ? windows.RequiredNumber("gap") : windows.RequiredNumber("size");
        return (node.OptionalNumber("retention") ?? span + (windows.OptionalNumber("grace") ?? 0), session);
    }
}
