namespace StreamApps.Processing;

/// <summary>A piece of keyed state that a function declares. Its name is the name of the state.</summary>
public abstract class StateDescriptor
{
    private protected StateDescriptor(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Its name, unique in its function; at most 255 bytes in UTF-8.</summary>
    public string Name { get; }

    internal abstract string Kind { get; }

    internal abstract object Open(KeyedStateScope scope);
}
