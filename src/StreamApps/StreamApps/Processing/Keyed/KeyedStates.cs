namespace StreamApps.Processing;

/// <summary>Makes descriptors of keyed state.</summary>
public static class KeyedStates
{
    /// <summary>One value for each key.</summary>
    public static StateDescriptor<IValueState<T>> Value<T>(string name, ISerde<T> serde)
    {
        ArgumentNullException.ThrowIfNull(serde);
        return new ValueDescriptor<T>(name, serde);
    }

    /// <summary>A list for each key, each element an entry of its own.</summary>
    public static StateDescriptor<IListState<T>> List<T>(string name, ISerde<T> serde)
    {
        ArgumentNullException.ThrowIfNull(serde);
        return new ListDescriptor<T>(name, serde);
    }

    /// <summary>
    /// A map for each key, ordered by the bytes of the map's keys, each of its entries one of its own.
    /// </summary>
    public static StateDescriptor<IMapState<TMapKey, TValue>> Map<TMapKey, TValue>(
        string name, ISerde<TMapKey> keySerde, ISerde<TValue> valueSerde)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        ArgumentNullException.ThrowIfNull(valueSerde);
        return new MapDescriptor<TMapKey, TValue>(name, keySerde, valueSerde);
    }

    sealed class ValueDescriptor<T>(string name, ISerde<T> serde) : StateDescriptor<IValueState<T>>(name)
    {
        internal override string Kind => "value";

        internal override object Open(KeyedStateScope scope) => new ValueState<T>(scope, serde);
    }

    sealed class ListDescriptor<T>(string name, ISerde<T> serde) : StateDescriptor<IListState<T>>(name)
    {
        internal override string Kind => "list";

        internal override object Open(KeyedStateScope scope) => new ListState<T>(scope, serde);
    }

    sealed class MapDescriptor<TMapKey, TValue>(string name, ISerde<TMapKey> keySerde, ISerde<TValue> valueSerde)
        : StateDescriptor<IMapState<TMapKey, TValue>>(name)
    {
        internal override string Kind => "map";

        internal override object Open(KeyedStateScope scope) =>
            new MapState<TMapKey, TValue>(scope, keySerde, valueSerde);
    }
}
