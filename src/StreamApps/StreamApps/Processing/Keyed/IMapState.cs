namespace StreamApps.Processing;

/// <summary>A map of the current key, ordered by the bytes of the map's keys.</summary>
public interface IMapState<TMapKey, TValue> : IReadOnlyMapState<TMapKey, TValue>
{
    /// <summary>Sets a value; a null removes the key.</summary>
    void Put(TMapKey key, TValue value);

    /// <summary>Removes a key; nothing happens when it is not there.</summary>
    void Remove(TMapKey key);

    /// <summary>Removes all entries.</summary>
    void Clear();
}
