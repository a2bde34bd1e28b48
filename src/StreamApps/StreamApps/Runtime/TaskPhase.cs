namespace StreamApps.Runtime;

/// <summary>What a stream thread may do with a task.</summary>
enum TaskPhase
{
    /// <summary>The restorer has it: it catches up with its changelog.</summary>
    Restoring,

    /// <summary>It has caught up; the consumer must be moved to its positions.</summary>
    Restored,

    /// <summary>It processes records.</summary>
    Running,

    /// <summary>Its partitions were taken away; its database stays open in case they come back.</summary>
    Suspended,

    /// <summary>It cannot go on: <see cref="TaskSlot.Failure"/> says why.</summary>
    Failed,
}
