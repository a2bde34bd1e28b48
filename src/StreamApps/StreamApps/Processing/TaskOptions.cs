using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>What a task must know of its application, and the bounds of what it holds between two commits.</summary>
internal sealed class TaskOptions
{
    /// <summary>The application id: the prefix of internal topics.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Gives the id of a state that is created now: random in production, seeded in tests.</summary>
    public required Func<Guid> LineageSource { get; init; }

    /// <summary>Uncommitted input records at which a commit is due. Default 50,000.</summary>
    public int MaxUncommittedRecords { get; init; } = 50_000;

    /// <summary>Bytes of overlay and outputs at which a commit is due. Default 32 MiB.</summary>
    public long MaxUncommittedBytes { get; init; } = 32 << 20;

    /// <summary>Bytes that a single record may write to stores and outputs. Default 16 MiB.</summary>
    public long MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>Timers and punctuators that fire in one step. Default 1,000.</summary>
    public int MaxTimersPerStep { get; init; } = 1_000;

    /// <summary>
    /// True, the default, to wait when the next record would exceed the calls that an asynchronous operator may have
    /// under way; false when whoever drives the task looks itself.
    /// </summary>
    public bool WaitsForCalls { get; init; } = true;

    /// <summary>The largest record that a topic takes, in bytes; null or no answer means no check.</summary>
    public Func<string, int?>? MaxMessageBytes { get; init; }

    /// <summary>
    /// Lets tables hold changes back until a commit, or until all that share it hold too much; null, the default, to
    /// send each on at once.
    /// </summary>
    public CacheBudget? Cache { get; init; }

    /// <summary>How many partitions a topic has; null or no answer where that is not known.</summary>
    public Func<string, int?>? Partitions { get; init; }

    /// <summary>The global tables of the instance; null when the topology has none.</summary>
    public GlobalState? Globals { get; init; }

    /// <summary>Told what happens; null, the default, for nobody.</summary>
    public ITaskTrace? Trace { get; init; }

    /// <summary>Gets what is sent to side outputs; null, the default, for nobody.</summary>
    public ISideOutputSink? SideOutputs { get; init; }

    /// <summary>What becomes of records that cannot be read, processed or sent.</summary>
    public ErrorPolicy Errors { get; init; } = ErrorPolicy.FailAlways;
}
