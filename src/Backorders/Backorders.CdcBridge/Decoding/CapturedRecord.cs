namespace Backorders.CdcBridge.Decoding;

/// <summary>A record of a captured topic, as it was read.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Timestamp">Its Kafka timestamp, milliseconds since 1970.</param>
/// <param name="Headers">Its headers; a value may be null.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="Value">Its value, or null.</param>
sealed record CapturedRecord(
    string Topic,
    int Partition,
    long Offset,
    long Timestamp,
    IReadOnlyList<KeyValuePair<string, byte[]?>> Headers,
    byte[]? Key,
    byte[]? Value)
{
    /// <summary>The bytes of the last header of this name, or null.</summary>
    public byte[]? Header(string name)
    {
        for (var index = Headers.Count - 1; index >= 0; index--)
        {
            if (string.Equals(Headers[index].Key, name, StringComparison.Ordinal))
                return Headers[index].Value;
        }
        return null;
    }
}
