namespace StreamApps.Processing;

/// <summary>A piece of keyed state that a function declares. Its name is the name of the state.</summary>
public abstract class StateDescriptor
{
    private protected StateDescriptor(string name, TimeSpan? timeToLive = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (timeToLive <= TimeSpan.Zero)
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"the time to live of state '{name}' is {timeToLive}: use more than zero");
        Name = name;
        TimeToLive = timeToLive;
    }

    /// <summary>Its name, unique in its function; at most 255 bytes in UTF-8.</summary>
    public string Name { get; }

    /// <summary>
    /// How long an entry lives after it was last written, in log time: the largest Kafka timestamp of the task's
    /// records, which no restart turns back. Null, the default, for ever.
    /// </summary>
    public TimeSpan? TimeToLive { get; }

    internal abstract string Kind { get; }

    /// <summary>What the bytes of the state depend on: another layout is another state.</summary>
    internal string Layout => TimeToLive is null ? $"{Kind} {Name}" : $"{Kind} {Name} that expires";

    internal abstract object Open(KeyedStateScope scope);
}
