using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Why a task is in its phase, as its metric says it. There are few: no name, key or offset is among them.
/// </summary>
static class PhaseReason
{
    /// <summary>Restoring: the restorer has other tasks before it.</summary>
    public const string Queued = "queued";

    /// <summary>Restoring: an older transaction over its inputs has not ended.</summary>
    public const string StableOffsets = "stable_offsets";

    /// <summary>Restoring: its database is another thread's that is just giving it up.</summary>
    public const string DatabaseLock = "database_lock";

    /// <summary>Restoring: the changelog's tail is replayed.</summary>
    public const string Changelog = "changelog";

    /// <summary>Restoring: tables are read from their source topics.</summary>
    public const string SourceTopics = "source_topics";

    /// <summary>Suspended: the group has taken its partitions back.</summary>
    public const string Revoked = "revoked";

    /// <summary>Suspended: the group has given its partitions to others.</summary>
    public const string Lost = "lost";

    /// <summary>Suspended: its thread was stopped in good order.</summary>
    public const string Closed = "closed";

    /// <summary>Suspended: what became of its transaction is learnt with a new producer.</summary>
    public const string ProducerReplaced = "producer_replaced";

    /// <summary>Suspended: a database of its thread is damaged.</summary>
    public const string StateDamaged = "state_damaged";

    /// <summary>Failed: the kind of the failure where the ports name one, else the type of the error.</summary>
    public static string Of(Exception failure) => failure switch
    {
        LogTransportException log => log.Kind.ToString(),
        StateBackendException state => state.Kind.ToString(),
        RecordFailedException record => Of(record.Failure.Error),
        StreamsException { InnerException: { } inner } => Of(inner),
        _ => failure.GetType().Name,
    };
}
