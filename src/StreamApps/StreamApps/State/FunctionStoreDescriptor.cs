namespace StreamApps.State;

/// <summary>The store of a keyed process function: all its state and its timers.</summary>
internal sealed class FunctionStoreDescriptor(string name, IReadOnlyList<string> states)
    : StoreDescriptor<IBytesStore>(name)
{
    internal override string Kind => $"keyed function ({string.Join(", ", states)})";

    internal override object Open(StoreOverlay overlay) => new BytesStore(overlay);
}
