namespace StreamApps.State;

/// <summary>Changes that are written together. Reusable after <see cref="Clear"/>. Not thread-safe.</summary>
public interface IStateWriteBatch : IDisposable
{
    /// <summary>How many changes it holds.</summary>
    int Count { get; }

    /// <summary>Sets a value.</summary>
    void Put(int store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>Removes a key.</summary>
    void Delete(int store, ReadOnlySpan<byte> key);

    /// <summary>Removes all changes from the batch.</summary>
    void Clear();
}
