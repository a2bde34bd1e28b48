using System.Security.Cryptography;
using StreamApps.Diagnostics;
using StreamApps.Processing;

namespace StreamApps.Runtime;

/// <summary>How a topology is run. Validated once, when a <see cref="StreamsClient"/> is created.</summary>
public sealed class StreamsOptions
{
    CacheBudget? _cache;

    /// <summary>
    /// Names the consumer group, the transactional ids, the changelogs and the state folders. Required.
    /// </summary>
    public required string ApplicationId { get; init; }

    /// <summary>
    /// This worker among those of the application, the same after a restart: its partitions stay with it, and its
    /// predecessor's transaction is ended at once. Required.
    /// </summary>
    public required string InstanceId { get; init; }

    /// <summary>Where task databases are kept. One process at a time may use it for an application. Required.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Stream threads, each with a consumer, a producer and tasks of its own. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Default exactly-once.</summary>
    public ProcessingGuarantee Guarantee { get; init; } = ProcessingGuarantee.ExactlyOnce;

    /// <summary>10 ms.</summary>
    public static TimeSpan DefaultCommitSpacing { get; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest that finished work waits for its commit. Default 100 ms.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The least time between two commits when the input is drained; it grows with the latency of commits.
    /// Default <see cref="DefaultCommitSpacing"/>, never below 5 ms.
    /// </summary>
    public TimeSpan MinCommitSpacing { get; init; } = DefaultCommitSpacing;

    /// <summary>Records after which a commit is due at once. Default 100,000.</summary>
    public int MaxUncommittedRecords { get; init; } = 100_000;

    /// <summary>Bytes of uncommitted state and outputs after which a commit is due at once. Default 32 MiB.</summary>
    public long MaxUncommittedBytes { get; init; } = 32 << 20;

    /// <summary>
    /// Bytes of changes that the tables of the instance may hold back together until the next commit, so that of
    /// several changes of a key only the last is sent on. A change counts as its key and 200 bytes; its value counts as
    /// uncommitted bytes do. When they are used up, all go on. Default 0: each change is sent on at once.
    /// </summary>
    public long CacheBytes { get; init; }

    /// <summary>Records taken from the log at a time. Default 1,000.</summary>
    public int PollBatch { get; init; } = 1_000;

    /// <summary>How long the group waits for a worker that says nothing. Default 10 s.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After which the broker aborts the transaction of a worker that does not come back. Default 10 s.
    /// </summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long tombstones stay in changelogs. State that is older than half of it is rebuilt from empty, since a
    /// tombstone that it missed may be gone. Default 7 days.
    /// </summary>
    public TimeSpan ChangelogDeleteRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How often processed records of repartition topics are deleted, which keep them without end. Default 30 s.
    /// </summary>
    public TimeSpan PurgeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Where records go that could not be processed, when a handler says dead letter; null for nowhere.
    /// </summary>
    public string? DeadLetterTopic { get; init; }

    /// <summary>
    /// True to start over state of a topology that had stores or inputs which this one has not: what belonged to them
    /// is left as it is. Default false: such a start is refused, with the difference.
    /// </summary>
    public bool AcceptChangedTopology { get; init; }

    /// <summary>Told what the runtime does; called from its threads. Nothing by default.</summary>
    public Action<RuntimeEvent> OnEvent { get; init; } = static _ => { };

    /// <summary>
    /// Called when a step of the loop is reached: the named points at which tests kill or stop a worker. Nothing by
    /// default.
    /// </summary>
    public Action<RuntimeStep> OnStep { get; init; } = static _ => { };

    /// <summary>Gives the id that a task's state carries from its creation on. Random by default.</summary>
    public Func<Guid> NewLineage { get; init; } = static () => new Guid(RandomNumberGenerator.GetBytes(16));

    /// <summary>What all threads that share these options share; null when nothing is held back.</summary>
    internal CacheBudget? Cache => CacheBytes == 0
        ? null
        : LazyInitializer.EnsureInitialized(ref _cache, () => new CacheBudget(CacheBytes));

    /// <summary>Checks all settings.</summary>
    /// <exception cref="StreamsException">Some are invalid; the message lists every one of them.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        Require(IsName(ApplicationId), $"ApplicationId '{ApplicationId}' must be letters, digits, '.', '_' or '-'");
        Require(IsName(InstanceId), $"InstanceId '{InstanceId}' must be letters, digits, '.', '_' or '-'");
        Require(!string.IsNullOrWhiteSpace(StateDirectory), "StateDirectory must be a path");
        Require(Threads is >= 1 and <= 256, $"Threads is {Threads}, it must be 1 to 256");
        Require(CommitInterval > TimeSpan.Zero, $"CommitInterval is {CommitInterval}, it must be above 0");
        Require(
            MinCommitSpacing >= TimeSpan.FromMilliseconds(5),
            $"MinCommitSpacing is {MinCommitSpacing}, it must be 5 ms or more");
        Require(PurgeInterval > TimeSpan.Zero, $"PurgeInterval is {PurgeInterval}, it must be above 0");
        Require(MaxUncommittedRecords > 0, $"MaxUncommittedRecords is {MaxUncommittedRecords}, it must be above 0");
        Require(MaxUncommittedBytes > 0, $"MaxUncommittedBytes is {MaxUncommittedBytes}, it must be above 0");
        Require(CacheBytes >= 0, $"CacheBytes is {CacheBytes}, it must not be negative");
        Require(PollBatch is >= 1 and <= 100_000, $"PollBatch is {PollBatch}, it must be 1 to 100,000");
        Require(
            TransactionTimeout >= 4 * CommitInterval,
            $"TransactionTimeout is {TransactionTimeout}, it must be at least four times CommitInterval "
            + $"({CommitInterval})");
        if (problems.Count > 0)
            throw new StreamsException(string.Join("; ", problems));

        void Require(bool holds, string problem)
        {
            if (!holds)
                problems.Add(problem);
        }
    }

    static bool IsName(string? text) => text is { Length: > 0 and <= 200 }
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
