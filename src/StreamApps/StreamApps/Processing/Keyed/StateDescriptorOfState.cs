namespace StreamApps.Processing;

/// <summary>A piece of keyed state with the interface by which it is used.</summary>
/// <typeparam name="TState">The interface.</typeparam>
public abstract class StateDescriptor<TState> : StateDescriptor
    where TState : class
{
    private protected StateDescriptor(string name, TimeSpan? timeToLive = null)
        : base(name, timeToLive)
    {
    }
}
