namespace Backorders.CdcBridge.State;

/// <summary>Where the bridge keeps its state: bytes in the order of unsigned bytes. For one thread.</summary>
interface IBridgeStore
{
    /// <summary>A value, or null.</summary>
    byte[]? Get(ReadOnlySpan<byte> key);

    void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    void Delete(ReadOnlySpan<byte> key);

    /// <summary>The entries whose key begins with these bytes, in order, as they are now; at most so many.</summary>
    IReadOnlyList<KeyValuePair<byte[], byte[]>> Scan(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> after, int limit);
}
