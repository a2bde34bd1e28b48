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

    /// <summary>Leaves out the nulls whose predecessor on the same key is a null or nothing.</summary>
    public static IReadOnlyList<RecordForm> WithoutRedundantTombstones(IReadOnlyList<RecordForm> records)
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        return [.. records.Where(record => record.Value is null
            ? live.Remove(Datum.TextOf(record.Key))
            : live.Add(Datum.TextOf(record.Key)) || live.Contains(Datum.TextOf(record.Key)))];
    }

    /// <summary>Collapses equal records that follow each other.</summary>
    public static IReadOnlyList<RecordForm> WithoutDuplicates(IReadOnlyList<RecordForm> records) =>
        [.. records.Where((record, index) => index == 0 || !record.Equals(records[index - 1]))];
}
