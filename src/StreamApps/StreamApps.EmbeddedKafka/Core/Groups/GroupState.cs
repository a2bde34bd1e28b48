namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>The states of a classic consumer group.</summary>
internal enum GroupState
{
    /// <summary>No members; the group may hold offsets.</summary>
    Empty,

    /// <summary>Waiting for the members to join again.</summary>
    PreparingRebalance,

    /// <summary>Waiting for the leader's assignment.</summary>
    CompletingRebalance,

    /// <summary>All members have their assignment.</summary>
    Stable,

    /// <summary>Deleted.</summary>
    Dead,
}
