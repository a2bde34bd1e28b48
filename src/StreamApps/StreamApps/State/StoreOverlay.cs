namespace StreamApps.State;

/// <summary>The uncommitted changes of one store.</summary>
internal sealed class StoreOverlay
{
    /// <summary>The store's name.</summary>
    public required string Name { get; init; }
}
