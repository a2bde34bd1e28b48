namespace StreamApps.Conformance.Running;

/// <summary>How a run shows what each node did to each record.</summary>
internal enum TraceForm
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As lines for people.</summary>
    Text,

    /// <summary>As one JSON object in a line.</summary>
    Json,
}
