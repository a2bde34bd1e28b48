using System.Text;
using StreamApps.Conformance.Data;
using StreamApps.Conformance.Vectors;
using StreamApps.Testing;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Records of topics as vectors write them.</summary>
internal static class TopicForms
{
    /// <summary>Never null, so that what a processor adds in place is added to the record's own headers.</summary>
    public static RecordHeaders Headers(RecordForm record)
    {
        var headers = new RecordHeaders();
        foreach (var (name, text) in record.Headers)
            headers.Add(name, text);
        return headers;
    }

    public static RecordForm Of<TKey>(string topic, KeyForm<TKey> keys, TestRecord<TKey, Datum> record) => new(
        topic,
        record.Key is null ? null : keys.ToDatum(record.Key),
        record.Value,
        record.Timestamp,
        record.Headers is { } headers
            ? [.. headers.Select(header => KeyValuePair.Create(header.Key, Encoding.UTF8.GetString(header.Value.Span)))]
            : []);
}
