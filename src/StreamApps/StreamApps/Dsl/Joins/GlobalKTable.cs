using StreamApps.State;

namespace StreamApps;

/// <summary>A global table of a topology.</summary>
internal sealed class GlobalKTable<TKey, TValue>(GlobalTableDescriptor<TKey, TValue> descriptor)
    : IGlobalKTable<TKey, TValue>
{
    public StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> Store => Descriptor;

    internal GlobalTableDescriptor<TKey, TValue> Descriptor { get; } = descriptor;
}
