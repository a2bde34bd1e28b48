using Backorders.CdcBridge.State;
using StreamApps.State;

namespace Backorders.CdcBridge.Topology;

/// <summary>The bridge's state in a store of its task.</summary>
sealed class StoreBridgeStore(IBytesStore store) : IBridgeStore
{
    public byte[]? Get(ReadOnlySpan<byte> key) =>
        store.TryGet(key, out ReadOnlySpan<byte> value) ? value.ToArray() : null;

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => store.Put(key, value);

    public void Delete(ReadOnlySpan<byte> key) => store.Delete(key);

    public IReadOnlyList<KeyValuePair<byte[], byte[]>> Scan(
        ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> after, int limit)
    {
        var found = new List<KeyValuePair<byte[], byte[]>>();
        using var entries = after.IsEmpty ? store.ScanPrefix(prefix) : store.Scan([.. after, 0], []);
        while (found.Count < limit && entries.MoveNext() && entries.Key.StartsWith(prefix))
            found.Add(new(entries.Key.ToArray(), entries.Value.ToArray()));
        return found;
    }
}
