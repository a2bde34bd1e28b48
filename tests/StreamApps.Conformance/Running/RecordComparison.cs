using StreamApps.Conformance.Data;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Running;

/// <summary>Compares the records of one topic and step.</summary>
internal static class RecordComparison
{
    /// <summary>
    /// Equal in order; with <paramref name="byKey"/>, as vectors with sliding windows ask, in order for each key.
    /// </summary>
    public static bool Match(IReadOnlyList<RecordForm> expected, IReadOnlyList<RecordForm> seen, bool byKey)
    {
        if (!byKey)
            return expected.SequenceEqual(seen);
        var expectedByKey = expected.ToLookup(record => Datum.TextOf(record.Key), StringComparer.Ordinal);
        var seenByKey = seen.ToLookup(record => Datum.TextOf(record.Key), StringComparer.Ordinal);
        return expected.Count == seen.Count && expectedByKey.All(group => group.SequenceEqual(seenByKey[group.Key]));
    }
}
