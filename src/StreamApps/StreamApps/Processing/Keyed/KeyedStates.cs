namespace StreamApps.Processing;

/// <summary>
/// Makes descriptors of keyed state. A time to live counts from an entry's last write, in log time; a list's elements
/// and a map's entries have one each. State that is given one, or loses it, is another state: rename it.
/// </summary>
public static class KeyedStates
{
    /// <summary>One value for each key.</summary>
    public static StateDescriptor<IValueState<T>> Value<T>(
        string name, ISerde<T> serde, TimeSpan? timeToLive = null)
    {
        ArgumentNullException.ThrowIfNull(serde);
        return new ValueDescriptor<T>(name, serde, timeToLive);
    }

    /// <summary>A list for each key, each element an entry of its own.</summary>
    public static StateDescriptor<IListState<T>> List<T>(
        string name, ISerde<T> serde, TimeSpan? timeToLive = null)
    {
        ArgumentNullException.ThrowIfNull(serde);
        return new ListDescriptor<T>(name, serde, timeToLive);
    }

    /// <summary>
    /// A map for each key, ordered by the bytes of the map's keys, each of its entries one of its own.
    /// </summary>
    public static StateDescriptor<IMapState<TMapKey, TValue>> Map<TMapKey, TValue>(
        string name, ISerde<TMapKey> keySerde, ISerde<TValue> valueSerde, TimeSpan? timeToLive = null)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        ArgumentNullException.ThrowIfNull(valueSerde);
        return new MapDescriptor<TMapKey, TValue>(name, keySerde, valueSerde, timeToLive);
    }

    /// <summary>One value for each key, to which others are added by a reducer.</summary>
    public static StateDescriptor<IReducingState<T>> Reducing<T>(
        string name, Func<T, T, T> reducer, ISerde<T> serde, TimeSpan? timeToLive = null)
    {
        ArgumentNullException.ThrowIfNull(reducer);
        ArgumentNullException.ThrowIfNull(serde);
        return new ReducingDescriptor<T>(name, reducer, serde, timeToLive);
    }

    sealed class ReducingDescriptor<T>(string name, Func<T, T, T> reducer, ISerde<T> serde, TimeSpan? timeToLive)
        : StateDescriptor<IReducingState<T>>(name, timeToLive)
    {
        internal override string Kind => "reducing";

        internal override object Open(KeyedStateScope scope) =>
            new ReducingState<T>(new ValueState<T>(scope, serde), reducer);
    }

    sealed class ValueDescriptor<T>(string name, ISerde<T> serde, TimeSpan? timeToLive)
        : StateDescriptor<IValueState<T>>(name, timeToLive)
    {
        internal override string Kind => "value";

        internal override object Open(KeyedStateScope scope) => new ValueState<T>(scope, serde);
    }

    sealed class ListDescriptor<T>(string name, ISerde<T> serde, TimeSpan? timeToLive)
        : StateDescriptor<IListState<T>>(name, timeToLive)
    {
        internal override string Kind => "list";

        internal override object Open(KeyedStateScope scope) => new ListState<T>(scope, serde);
    }

    sealed class MapDescriptor<TMapKey, TValue>(
        string name, ISerde<TMapKey> keySerde, ISerde<TValue> valueSerde, TimeSpan? timeToLive)
        : StateDescriptor<IMapState<TMapKey, TValue>>(name, timeToLive)
    {
        internal override string Kind => "map";

        internal override object Open(KeyedStateScope scope) =>
            new MapState<TMapKey, TValue>(scope, keySerde, valueSerde);
    }
}
