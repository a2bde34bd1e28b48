namespace StreamApps.Conformance.Running;

/// <summary>How a vector ended.</summary>
internal enum Outcome
{
    /// <summary>All is as Kafka Streams does it.</summary>
    Passed,

    /// <summary>It differs as a freedom of the vector allows, on purpose.</summary>
    Deviates,

    /// <summary>It differs.</summary>
    Failed,
}
