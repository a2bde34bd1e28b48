namespace StreamApps.State;

/// <summary>
/// A store that processors use: its name is the name of its state, so that a changed name is another, empty store.
/// </summary>
public abstract class StoreDescriptor
{
    private protected StoreDescriptor(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The store's name, unique in its topology; at most 255 bytes in UTF-8.</summary>
    public string Name { get; }

    /// <summary>What kind of store it is, in one word.</summary>
    internal abstract string Kind { get; }

    /// <summary>Makes the store of one task.</summary>
    internal abstract object Open(StoreOverlay overlay);

    /// <summary>Makes a reader of the global table of this descriptor.</summary>
    internal virtual object OpenGlobal(GlobalState state) =>
        throw new InvalidOperationException($"'{Name}' is no global table");
}
