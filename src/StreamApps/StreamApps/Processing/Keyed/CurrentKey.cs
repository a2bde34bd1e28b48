using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The bytes of the key whose record or timer is being processed.</summary>
internal sealed class CurrentKey
{
    readonly ScratchBuffer _bytes = new();

    /// <summary>Changes with the key.</summary>
    public long Version { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    public void Set<TKey>(TKey key, ISerde<TKey> serde)
    {
        _bytes.Clear();
        serde.Serialize(key, _bytes);
        Version++;
    }

    public void Set(ReadOnlySpan<byte> key)
    {
        _bytes.Clear();
        _bytes.Append(key);
        Version++;
    }
}
