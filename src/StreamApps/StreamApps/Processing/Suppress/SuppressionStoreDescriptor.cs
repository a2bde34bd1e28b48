using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The changes that a suppression holds back.</summary>
internal sealed class SuppressionStoreDescriptor<TKey, TValue>(
    string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde) : StoreDescriptor<SuppressionStore<TKey, TValue>>(
        name)
{
    internal override string Kind => "suppression";

    internal override object Open(StoreOverlay overlay) =>
        new SuppressionStore<TKey, TValue>(overlay, keySerde, valueSerde);
}
