namespace StreamApps.State;

/// <summary>Makes descriptors of stores.</summary>
public static class Stores
{
    /// <summary>A store of keys and values, ordered by the bytes of the keys.</summary>
    public static StoreDescriptor<IKeyValueStore<TKey, TValue>> KeyValue<TKey, TValue>(
        string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        ArgumentNullException.ThrowIfNull(valueSerde);
        return new KeyValueStoreDescriptor<TKey, TValue>(name, keySerde, valueSerde, "key-value");
    }

    /// <summary>A store of keys and values with their times, as tables keep it.</summary>
    public static StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> Timestamped<TKey, TValue>(
        string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        ArgumentNullException.ThrowIfNull(valueSerde);
        return new KeyValueStoreDescriptor<TKey, Timestamped<TValue>>(
            name, keySerde, new TimestampedSerde<TValue>(valueSerde), "table");
    }

    /// <summary>A store of bytes, for a domain with its own encoding of keys and values.</summary>
    public static StoreDescriptor<IBytesStore> Bytes(string name) => new BytesStoreDescriptor(name);

    sealed class KeyValueStoreDescriptor<TKey, TValue>(
        string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, string kind)
        : StoreDescriptor<IKeyValueStore<TKey, TValue>>(name)
    {
        internal override string Kind => kind;

        internal override object Open(StoreOverlay overlay) =>
            new KeyValueStore<TKey, TValue>(overlay, keySerde, valueSerde);
    }

    sealed class BytesStoreDescriptor(string name) : StoreDescriptor<IBytesStore>(name)
    {
        internal override string Kind => "bytes";

        internal override object Open(StoreOverlay overlay) => new BytesStore(overlay);
    }
}
