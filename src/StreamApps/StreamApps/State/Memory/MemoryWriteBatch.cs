namespace StreamApps.State;

/// <summary>Changes for a database in memory.</summary>
internal sealed class MemoryWriteBatch : IStateWriteBatch
{
    readonly List<(int Store, byte[] Key, byte[]? Value)> _changes = [];

    public int Count => _changes.Count;

    internal IReadOnlyList<(int Store, byte[] Key, byte[]? Value)> Changes => _changes;

    public void Put(int store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        _changes.Add((store, key.ToArray(), value.ToArray()));

    public void Delete(int store, ReadOnlySpan<byte> key) => _changes.Add((store, key.ToArray(), null));

    public void Clear() => _changes.Clear();

    public void Dispose() => _changes.Clear();
}
