namespace StreamApps.State;

/// <summary>A store that processors use, with the interface by which they use it.</summary>
/// <typeparam name="TStore">The interface.</typeparam>
public abstract class StoreDescriptor<TStore> : StoreDescriptor
    where TStore : class
{
    private protected StoreDescriptor(string name)
        : base(name)
    {
    }
}
