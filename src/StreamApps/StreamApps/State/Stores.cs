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

    /// <summary>A store of values by key and window.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="keySerde">How keys are written.</param>
    /// <param name="valueSerde">How values are written.</param>
    /// <param name="size">How long windows are; whole milliseconds.</param>
    /// <param name="retention">How long windows are kept, counted from their starts; whole milliseconds.</param>
    public static StoreDescriptor<IWindowStore<TKey, TValue>> Window<TKey, TValue>(
        string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, TimeSpan size, TimeSpan retention)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        ArgumentNullException.ThrowIfNull(valueSerde);
        var sizeMs = WindowLength.NotNegative(size, $"the size of the windows of store '{name}'");
        var retentionMs = WindowLength.NotNegative(retention, $"the retention of store '{name}'");
        return new Descriptor<IWindowStore<TKey, TValue>>(name, "window", overlay =>
            new WindowStore<TKey, TValue>(overlay, keySerde, valueSerde, sizeMs, retentionMs));
    }

    /// <summary>A store of values with their times by key and window, as windowed tables keep it.</summary>
    /// <inheritdoc cref="Window"/>
    public static StoreDescriptor<IWindowStore<TKey, Timestamped<TValue>>> TimestampedWindow<TKey, TValue>(
        string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, TimeSpan size, TimeSpan retention)
    {
        ArgumentNullException.ThrowIfNull(valueSerde);
        return Window(name, keySerde, new TimestampedSerde<TValue>(valueSerde), size, retention);
    }

    /// <summary>A store of values by key and session.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="keySerde">How keys are written.</param>
    /// <param name="valueSerde">How values are written.</param>
    /// <param name="retention">How long sessions are kept, counted from their ends; whole milliseconds.</param>
    public static StoreDescriptor<ISessionStore<TKey, TValue>> Session<TKey, TValue>(
        string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, TimeSpan retention)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        ArgumentNullException.ThrowIfNull(valueSerde);
        var retentionMs = WindowLength.NotNegative(retention, $"the retention of store '{name}'");
        return new Descriptor<ISessionStore<TKey, TValue>>(name, "session", overlay =>
            new SessionStore<TKey, TValue>(overlay, keySerde, valueSerde, retentionMs));
    }

    /// <summary>A store of values by key with their history.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="keySerde">How keys are written.</param>
    /// <param name="valueSerde">How values are written.</param>
    /// <param name="history">How far back lookups reach; whole milliseconds.</param>
    public static StoreDescriptor<IVersionedStore<TKey, TValue>> Versioned<TKey, TValue>(
        string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, TimeSpan history)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        ArgumentNullException.ThrowIfNull(valueSerde);
        var historyMs = WindowLength.NotNegative(history, $"the history of store '{name}'");
        return new Descriptor<IVersionedStore<TKey, TValue>>(name, "versioned", overlay =>
            new VersionedStore<TKey, TValue>(overlay, keySerde, valueSerde, historyMs));
    }

    /// <summary>A store that is made by a function.</summary>
    sealed class Descriptor<TStore>(string name, string kind, Func<StoreOverlay, TStore> open)
        : StoreDescriptor<TStore>(name)
        where TStore : class
    {
        internal override string Kind => kind;

        internal override object Open(StoreOverlay overlay) => open(overlay);
    }

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
