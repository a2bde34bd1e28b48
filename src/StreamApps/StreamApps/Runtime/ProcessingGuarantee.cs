namespace StreamApps.Runtime;

/// <summary>What happens to the effects of a record when a worker fails.</summary>
public enum ProcessingGuarantee
{
    /// <summary>State, outputs and input positions change together, once, by Kafka transactions.</summary>
    ExactlyOnce,

    /// <summary>Outputs may come again after a failure; the same code path without transactions.</summary>
    AtLeastOnce,
}
