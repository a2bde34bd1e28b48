namespace StreamApps.Diagnostics;

/// <summary>What kind of event an operator is told of.</summary>
public enum RuntimeEventKind
{
    /// <summary>A thread started.</summary>
    Started,

    /// <summary>A thread stopped in good order.</summary>
    Stopped,

    /// <summary>A thread stopped with an error.</summary>
    Failed,

    /// <summary>Partitions were assigned.</summary>
    Assigned,

    /// <summary>Partitions were revoked.</summary>
    Revoked,

    /// <summary>Partitions were lost.</summary>
    Lost,

    /// <summary>A task has caught up with its changelog.</summary>
    Restored,

    /// <summary>A task's state is rebuilt from empty; the message says why.</summary>
    Rebuilt,

    /// <summary>A task processes records.</summary>
    Running,

    /// <summary>A transaction was aborted and its records will be processed again.</summary>
    Aborted,

    /// <summary>A producer was replaced.</summary>
    ProducerReplaced,

    /// <summary>A call failed and is made again.</summary>
    Retrying,
}
