using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Brings a task's state to the point that its group's committed offsets stand for: opens its database, replays the
/// changelog's tail, and compares. Nothing is wiped after a crash; a rebuild from empty has a reason that is told.
/// </summary>
sealed partial class TaskRestoration(
    StreamsOptions options,
    ILogTransport transport,
    IStateBackend backend,
    StateFolder folder,
    TimeProvider time,
    Func<TaskSlot, IStreamTask> createTask,
    string threadName) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan RetryWait = TimeSpan.FromMilliseconds(20);

    readonly bool _exactlyOnce = options.Guarantee == ProcessingGuarantee.ExactlyOnce;
    ILogAdmin? _admin;
    ILogReader? _reader;

    ILogAdmin Admin => _admin ??= transport.CreateAdmin();

    /// <summary>Restores the task and hands it back, restored, failed or cancelled.</summary>
    public void Run(TaskSlot slot)
    {
        try
        {
            Restore(slot);
            slot.HandBack();
        }
        catch (OperationCanceledException)
        {
            slot.HandBackCancelled();
        }
        catch (Exception error)
        {
            slot.HandBack(error);
        }
    }

    void Restore(TaskSlot slot)
    {
        try
        {
            // In this order: once the offsets are stable under the new generation, no older transaction of this task
            // can commit any more, and the changelog's end that is read after that is its last.
            var committed = StableOffsets(slot);
            if (slot.SubTopology.HasState)
                CatchUp(slot);
            else
                CreateTask(slot);
            ReplaySources(slot);
            slot.Task!.RestoreCompleted();
            Position(slot, committed);
        }
        finally
        {
            // It would go on to fetch what the task itself writes to its changelog from now on.
            _reader?.Assign([]);
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _admin?.Dispose();
    }

    IReadOnlyDictionary<TopicPartition, long> StableOffsets(TaskSlot slot)
    {
        slot.AwaitRestore(PhaseReason.StableOffsets);
        return Retry(
            slot,
            "waiting for stable offsets",
            () => Admin.CommittedOffsets(options.ApplicationId, slot.Inputs, Patience));
    }

    void CatchUp(TaskSlot slot)
    {
        if (slot.Damage is { } damage)
            Quarantine(slot, damage);
        try
        {
            CatchUpWithChangelog(slot);
        }
        catch (StateBackendException error) when (error.Kind == StateErrorKind.Corrupt)
        {
            Quarantine(slot, error);
            CatchUpWithChangelog(slot);
        }
    }

    void CatchUpWithChangelog(TaskSlot slot)
    {
        var changelog = new TopicPartition(
            slot.SubTopology.Changelog!.Value.Resolve(options.ApplicationId), slot.Id.Partition);
        Open(slot);
        slot.AwaitRestore(PhaseReason.Changelog);
        var range = Retry(slot, "reading the changelog's end", () => Admin.Offsets([changelog])[changelog]);
        if (RebuildReason(slot.Task!.Position, range) is { } reason)
            Rebuild(slot, reason);
        if (!Replay(slot, changelog, range))
        {
            Rebuild(slot, $"changelog {changelog} carries another lineage: it was created anew");
            Replay(slot, changelog, range);
        }
    }

    // A database that is in use right now is another thread's of this process that is just giving the task up.
    void Open(TaskSlot slot)
    {
        while (slot.Database is null)
        {
            slot.ThrowIfCancelled();
            try
            {
                slot.Database = backend.Open(folder.Of(FolderName(slot.Id)), [.. slot.SubTopology.DatabaseStores]);
            }
            catch (StateBackendException error) when (error.Kind == StateErrorKind.Locked)
            {
                slot.AwaitRestore(PhaseReason.DatabaseLock);
                Tell(RuntimeEventKind.Retrying, $"task {slot.Id}: {error.Message}", error);
                slot.Wait(Patience);
            }
        }
        CreateTask(slot);
    }

    // Always a new one: what the former one had not committed, and what it kept in memory, is gone with it.
    void CreateTask(TaskSlot slot)
    {
        slot.Task?.Dispose();
        slot.Task = createTask(slot);
    }

    // The damaged files are kept for whoever wants to know; the state itself is all in the changelog.
    void Quarantine(TaskSlot slot, StateBackendException error)
    {
        slot.Damage = error;
        Close(slot);
        var path = folder.Of(FolderName(slot.Id));
        var aside = $"{path}.corrupt-{time.GetUtcNow():yyyyMMddTHHmmssfff}";
        if (Directory.Exists(path))
            Directory.Move(path, aside);
        else
            backend.Destroy(path);
        slot.Damage = null;
        Tell(
            RuntimeEventKind.Rebuilt,
            $"task {slot.Id} is rebuilt from empty: its database is corrupt ({error.Message}) and now at {aside}",
            error);
    }

    string? RebuildReason(ChangelogPosition? position, OffsetRange range)
    {
        if (position is not { } local)
            return null;
        if (local.NextOffset < range.Start)
            return $"its changelog begins at offset {range.Start}, after the local position {local.NextOffset}";
        if (local.NextOffset > range.End)
            return $"its changelog ends at offset {range.End}, before the local position {local.NextOffset}";
        // Nothing was applied yet: nothing can be stale.
        if (local.Time < 0)
            return null;
        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(local.Time);
        // The one offset after the task record is its commit's marker.
        return local.NextOffset + 1 < range.End && age > options.ChangelogDeleteRetention / 2
            ? $"its state is {age.TotalHours:F0} h old, and tombstones may have been compacted away since"
            : null;
    }

    void Rebuild(TaskSlot slot, string reason)
    {
        Tell(RuntimeEventKind.Rebuilt, $"task {slot.Id} is rebuilt from empty: {reason}");
        Close(slot);
        backend.Destroy(folder.Of(FolderName(slot.Id)));
        Open(slot);
    }

    static void Close(TaskSlot slot)
    {
        slot.Task?.Dispose();
        slot.Database?.Dispose();
        (slot.Task, slot.Database) = (null, null);
    }

    // What the task knows and what the group says must agree; what only one of them knows holds.
    void Position(TaskSlot slot, IReadOnlyDictionary<TopicPartition, long> committed)
    {
        var record = slot.Task!.Committed;
        foreach (var input in slot.Inputs)
        {
            var local = record?.NextOffset(input);
            long? group = committed.TryGetValue(input, out var offset) ? offset : null;
            // Without transactions the two are not written as one; the state's own positions are those to go on from.
            if (_exactlyOnce && slot.SubTopology.HasState && group is not null && group != local)
            {
                throw new StreamsException(
                    $"task {slot.Id}: group {options.ApplicationId} stands at offset {group} of {input}, but the state "
                    + $"at {(local is null ? "nothing" : $"offset {local}")}. They were changed apart from each other: "
                    + "restore both from one savepoint, or reset both.");
            }
            if (local is null)
                slot.Task.StartAt(input, group ?? StartOf(slot, input));
        }
    }

    long StartOf(TaskSlot slot, TopicPartition input) =>
        Retry(slot, $"reading the start of {input}", () => Admin.Offsets([input])[input].Start);

    T Retry<T>(TaskSlot slot, string what, Func<T> call)
    {
        while (true)
        {
            slot.ThrowIfCancelled();
            try
            {
                return call();
            }
            catch (LogTransportException error) when (error.Kind == LogErrorKind.Retriable)
            {
                Tell(RuntimeEventKind.Retrying, $"task {slot.Id}: {what}: {error.Message}", error);
                slot.Wait(RetryWait);
            }
        }
    }

    void Tell(RuntimeEventKind kind, string message, Exception? error = null) =>
        options.OnEvent(new(kind, threadName, message, error));

    // A sub-topology's name may hold characters that a path may not.
    static string FolderName(TaskId id) => $"{Uri.EscapeDataString(id.SubTopology)}-{id.Partition}";
}
