using System.Runtime.InteropServices;

namespace StreamApps.Processing;

/// <summary>A record between two nodes.</summary>
/// <param name="Key">Its key; null when it has none.</param>
/// <param name="Value">Its value; null for a tombstone.</param>
/// <param name="Timestamp">Its time: milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Headers">
/// Its headers, or null for none. They are shared with the record that it was made from: replace, do not change, them.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Record<TKey, TValue>(
    TKey Key,
    TValue Value,
    long Timestamp,
    RecordHeaders? Headers = null)
{
    /// <summary>The same record with another key.</summary>
    public Record<TOther, TValue> WithKey<TOther>(TOther key) => new(key, Value, Timestamp, Headers);

    /// <summary>The same record with another value.</summary>
    public Record<TKey, TOther> WithValue<TOther>(TOther value) => new(Key, value, Timestamp, Headers);

    /// <summary>The same record with another key and value.</summary>
    public Record<TOtherKey, TOtherValue> With<TOtherKey, TOtherValue>(TOtherKey key, TOtherValue value) =>
        new(key, value, Timestamp, Headers);

    /// <summary>The same record at another time, in milliseconds since 1970.</summary>
    public Record<TKey, TValue> At(long timestamp) => this with { Timestamp = timestamp };

    /// <summary>The same record with other headers.</summary>
    public Record<TKey, TValue> WithHeaders(RecordHeaders? headers) => this with { Headers = headers };
}
