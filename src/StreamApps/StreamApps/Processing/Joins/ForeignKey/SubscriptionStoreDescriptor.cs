using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The store of the subscriptions of a foreign-key join.</summary>
internal sealed class SubscriptionStoreDescriptor(string name) : StoreDescriptor<IBytesStore>(name)
{
    internal override string Kind => "foreign-key subscriptions";

    internal override object Open(StoreOverlay overlay) => new BytesStore(overlay);
}
