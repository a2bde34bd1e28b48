using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Testing;

/// <summary>How a <see cref="TopologyTestDriver"/> runs its topology.</summary>
public sealed class TestDriverOptions
{
    /// <summary>The application id, a prefix of internal topics. Default <c>test</c>.</summary>
    public string ApplicationId { get; init; } = "test";

    /// <summary>The partition whose tasks run, and that records without a partition are in. Default 0.</summary>
    public int Partition { get; init; }

    /// <summary>Keeps the state; default: in memory. The driver does not dispose of one that it is given.</summary>
    public IStateBackend? Backend { get; init; }

    /// <summary>Where the databases are; only a backend on disk needs it. Default <c>state</c>.</summary>
    public string StateDirectory { get; init; } = "state";

    /// <summary>What becomes of records that fail. Default: the driver's call throws.</summary>
    public ErrorPolicy Errors { get; init; } = ErrorPolicy.FailAlways;

    /// <summary>
    /// True, the default, to commit after each record; false to commit by <see cref="TopologyTestDriver.Commit"/>.
    /// </summary>
    public bool CommitEachRecord { get; init; } = true;

    /// <summary>
    /// Bytes of changes that tables may hold back until the next commit, which of each key sends the last one only.
    /// Default 0: each is sent on at once.
    /// </summary>
    public long CacheBytes { get; init; }

    /// <summary>
    /// True to note what each node does to each record (<see cref="TopologyTestDriver.Trace"/>). Default false.
    /// </summary>
    public bool Trace { get; init; }

    /// <summary>Where the wall clock starts. Default 1970-01-01T00:00Z.</summary>
    public DateTimeOffset Start { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Timers and punctuators that fire in one step. Default 1,000.</summary>
    public int MaxTimersPerStep { get; init; } = 1_000;

    /// <summary>Bytes that a single record may write. Default 16 MiB.</summary>
    public long MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>The largest record that a topic takes, in bytes; null or no answer means no check.</summary>
    public Func<string, int?>? MaxMessageBytes { get; init; }
}
