namespace StreamApps;

/// <summary>How a topology is written down.</summary>
public enum TopologyFormat
{
    /// <summary>
    /// Text that is compared with an approved file: a changed store or topic name is a breaking change.
    /// </summary>
    Text,

    /// <summary>A Mermaid flowchart.</summary>
    Mermaid,

    /// <summary>JSON, for tools.</summary>
    Json,
}
