using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The store of a stream-stream join: the records of both sides, those that wait, and its times.</summary>
internal sealed class StreamJoinStoreDescriptor(string name, StreamJoinBounds bounds)
    : StoreDescriptor<StreamJoinStore>(name)
{
    internal override string Kind => bounds.Description;

    internal override object Open(StoreOverlay overlay) => new StreamJoinStore(overlay, bounds);
}
