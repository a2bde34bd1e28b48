using System.Globalization;
using StreamApps.Conformance.Data;
using StreamApps.Processing;
using StreamApps.Time;

namespace StreamApps.Conformance.Functions;

/// <summary>Timestamp extractors: (record, partition time) -> time.</summary>
internal static class TimestampExtractors
{
    public static TimestampExtractor<TKey, Datum> Parse<TKey>(string text)
    {
        var function = FunctionName.Parse(text);
        return function.Name switch
        {
            "value" => static (in Record<TKey, Datum> record, long _) =>
                record.Value is Datum.Number number ? number.Value : -1,
            "valueOrPartitionTime" => static (in Record<TKey, Datum> record, long partitionTime) =>
                record.Value is Datum.Number { Value: >= 0 } number ? number.Value : partitionTime,
            "afterAt" => static (in Record<TKey, Datum> record, long _) => AfterAt(record.Value) ?? record.Timestamp,
            "plus" => (in Record<TKey, Datum> record, long _) => unchecked(record.Timestamp + function.Number),
            _ => throw function.Unknown("timestamp extractor"),
        };
    }

    static long? AfterAt(Datum? value)
    {
        if (value is not Datum.Text { Value: var text } || !text.Contains('@', StringComparison.Ordinal))
            return null;
        return long.Parse(
            text.AsSpan(text.IndexOf('@', StringComparison.Ordinal) + 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
    }
}
