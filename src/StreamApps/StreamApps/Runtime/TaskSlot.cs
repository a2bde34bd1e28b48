using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps.Runtime;

/// <summary>
/// A task of a stream thread with its database and phase. While the phase is <see cref="TaskPhase.Restoring"/> it
/// belongs to the restorer, else to the stream thread.
/// </summary>
sealed class TaskSlot(TaskId id, SubTopology subTopology, IReadOnlyList<TopicPartition> inputs, TimeProvider time)
    : IDisposable
{
    readonly ManualResetEventSlim _handedBack = new(initialState: true);
    readonly ManualResetEventSlim _cancelled = new(initialState: false);
    TaskCounters _reported;
    volatile Entry _entered = new(TaskPhase.Suspended, Reason: null, time.GetTimestamp());

    public TaskId Id => id;

    public SubTopology SubTopology => subTopology;

    public IReadOnlyList<TopicPartition> Inputs => inputs;

    public TaskPhase Phase => _entered.Phase;

    /// <summary>Brings its inputs together; null when there is one only. The stream thread's.</summary>
    public InputMerge? Merge { get; } = inputs.Count > 1 ? new(inputs) : null;

    /// <summary>False from the moment its partitions are taken away until they are given again.</summary>
    public bool IsOwned { get; set; }

    /// <summary>Null until the restorer has created it.</summary>
    public IStreamTask? Task
    {
        get;
        set => (field, _reported) = (value, default);
    }

    /// <summary>Null for a task without state, and until the restorer has opened it.</summary>
    public ITaskDatabase? Database { get; set; }

    /// <summary>Why the phase is <see cref="TaskPhase.Failed"/>.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Why its database must be put aside before it is opened again; null for a sound one.</summary>
    public StateBackendException? Damage { get; set; }

    /// <summary>What it does and since when; may be called from any thread.</summary>
    public TaskReport Inspect()
    {
        var entered = _entered;
        return new(id, entered.Phase, entered.Reason, time.GetElapsedTime(entered.Since));
    }

    /// <summary>For the restorer: says what it is waiting for now.</summary>
    public void AwaitRestore(string reason) => Enter(TaskPhase.Restoring, reason);

    /// <summary>For the restorer: waits, and ends its work when the task is to be handed back.</summary>
    public void Wait(TimeSpan time)
    {
        _cancelled.Wait(time);
        ThrowIfCancelled();
    }

    /// <summary>For the restorer: ends its work when the task is to be handed back.</summary>
    public void ThrowIfCancelled()
    {
        if (_cancelled.IsSet)
            throw new OperationCanceledException();
    }

    /// <summary>True when uncommitted work exists.</summary>
    public bool IsDirty => Phase == TaskPhase.Running && Task is { HasUncommittedWork: true };

    /// <summary>Gives the task to the restorer.</summary>
    public void HandToRestorer()
    {
        _cancelled.Reset();
        _handedBack.Reset();
        Enter(TaskPhase.Restoring, PhaseReason.Queued);
    }

    /// <summary>The task stands at its positions; once the consumer does as well, it runs.</summary>
    public void HandBack() => HandBack(TaskPhase.Restored, reason: null);

    /// <summary>Called by the restorer when it stopped at a cancellation.</summary>
    public void HandBackCancelled() => HandBack(TaskPhase.Suspended, reason: null);

    /// <summary>Called by the restorer when it cannot go on.</summary>
    public void HandBack(Exception failure)
    {
        Failure = failure;
        HandBack(TaskPhase.Failed, PhaseReason.Of(failure));
    }

    /// <summary>Takes the task away from whoever works on it; returns when nobody does.</summary>
    public void Suspend(string reason)
    {
        _cancelled.Set();
        _handedBack.Wait();
        Merge?.Clear();
        if (Phase != TaskPhase.Failed)
            Enter(TaskPhase.Suspended, reason);
    }

    /// <summary>Reports what the task has counted in the transaction that has just been committed.</summary>
    public void Report(StreamMetrics metrics)
    {
        metrics.Committed(_reported, Task!.Counters);
        _reported = Task.Counters;
        foreach (var handled in Task.HandledErrors)
            metrics.Handled(handled);
    }

    /// <summary>The consumer stands at the task's positions.</summary>
    public void Run() => Enter(TaskPhase.Running, reason: null);

    public void Dispose()
    {
        Suspend(PhaseReason.Revoked);
        Task?.Dispose();
        Database?.Dispose();
        _handedBack.Dispose();
        _cancelled.Dispose();
    }

    void HandBack(TaskPhase phase, string? reason)
    {
        Enter(phase, reason);
        _handedBack.Set();
    }

    // Only whoever the task belongs to calls this. Another reason does not begin the phase again.
    void Enter(TaskPhase phase, string? reason)
    {
        var former = _entered;
        _entered = new(phase, reason, former.Phase == phase ? former.Since : time.GetTimestamp());
    }

    // One object, so that those who look from other threads see phase, reason and time of one moment.
    sealed record Entry(TaskPhase Phase, string? Reason, long Since);
}
