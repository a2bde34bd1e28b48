namespace StreamApps;

/// <summary>What is wrong with a topology.</summary>
public enum TopologyErrorKind
{
    /// <summary>A setting is out of its range, or does not go with another one.</summary>
    Setting,

    /// <summary>A name is missing, or cannot be part of a topic's name.</summary>
    Name,

    /// <summary>Two nodes, stores, states or global tables have one name.</summary>
    DuplicateName,

    /// <summary>A topic is missing, or read twice.</summary>
    Topic,

    /// <summary>A key or value is stored or sent, and nothing says how to write it.</summary>
    MissingSerde,

    /// <summary>State by key behind a changed key, with no repartition in between.</summary>
    MissingRepartition,

    /// <summary>Inputs that are joined have different numbers of partitions.</summary>
    NotCoPartitioned,

    /// <summary>A sink writes to a topic that the topology reads in another place.</summary>
    OwnSource,

    /// <summary>A sink writes to a topic that its own records come from, so that they go round for ever.</summary>
    Cycle,

    /// <summary>Nodes are put together in a way that has no meaning.</summary>
    Structure,
}
