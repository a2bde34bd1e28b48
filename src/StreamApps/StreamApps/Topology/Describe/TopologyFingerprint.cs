using System.Security.Cryptography;
using System.Text;
using StreamApps.State;

namespace StreamApps.Topologies;

/// <summary>What must be the same for a topology to run over state that is already there.</summary>
internal static class TopologyFingerprint
{
    const int Digits = 16;

    public static IReadOnlyList<string> Shape(
        IReadOnlyList<SubTopology> subTopologies, IReadOnlyList<GlobalTableSpec> globals)
    {
        var lines = new List<string>();
        foreach (var part in subTopologies)
        {
            if (part.Changelog is { } changelog)
                lines.Add($"changelog {changelog}");
            lines.AddRange(part.Inputs.Select(topic => $"input {part.Name}: {topic}"));
            lines.AddRange(part.Stores.Select(store => $"store {part.Name}: {store.Name} ({Kind(part, store)})"));
        }
        lines.AddRange(globals.Select(table => $"global table {table.Name}: {table.Topic}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    // Rows that are in a changelog are not in the one that has none.
    static string Kind(SubTopology part, StoreDescriptor store) => part.SourceOf(store) is { } topic
        ? $"{store.Kind} of {topic}"
        : store.Kind;

    public static string Compute(IReadOnlyList<string> shape) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', shape))))[..Digits];
}
