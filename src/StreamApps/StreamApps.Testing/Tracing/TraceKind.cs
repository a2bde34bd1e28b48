namespace StreamApps.Testing;

/// <summary>What a line of a trace says.</summary>
public enum TraceKind
{
    /// <summary>A record was read from a topic: what follows is what became of it.</summary>
    Read,

    /// <summary>A timer or punctuator of a node fired, or a call of it ended.</summary>
    Fired,

    /// <summary>A node got a record.</summary>
    Node,

    /// <summary>A sink wrote a record to a topic.</summary>
    Write,

    /// <summary>A record was sent to a side output.</summary>
    SideOutput,

    /// <summary>An entry of a store was set.</summary>
    Put,

    /// <summary>An entry of a store was removed.</summary>
    Delete,

    /// <summary>The record failed: what the lines before say of it was undone.</summary>
    Failed,
}
