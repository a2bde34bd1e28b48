using StreamApps.Diagnostics;
using StreamApps.Processing;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>What happens when partitions come and go. All of it runs on the stream thread, inside a poll.</summary>
sealed partial class StreamThread
{
    /// <inheritdoc/>
    public void Assigned(IReadOnlyList<TopicPartition> partitions)
    {
        _options.OnStep(RuntimeStep.Assign);
        Tell(RuntimeEventKind.Assigned, $"assigned {Names(partitions)}");
        // Captured once, here: every commit of work read under this assignment uses it and nothing fresher.
        _group = _consumer.CaptureGroupMetadata();

        var assigned = partitions.GroupBy(TaskOf).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var (id, slot) in _slots.Where(pair => !assigned.ContainsKey(pair.Key)).ToList())
            Forget(id, slot);
        foreach (var (id, inputs) in assigned)
        {
            var slot = _slots.GetValueOrDefault(id);
            if (slot is not null && !slot.Inputs.ToHashSet().SetEquals(inputs))
            {
                Forget(id, slot);
                slot = null;
            }
            slot ??= Add(id, inputs);
            slot.IsOwned = true;
            // Another member may have owned it in between: its tail is replayed and its positions compared again.
            _restorer.Restore(slot);
        }
    }

    /// <inheritdoc/>
    public void Revoked(IReadOnlyList<TopicPartition> partitions)
    {
        _options.OnStep(RuntimeStep.Revoke);
        Tell(RuntimeEventKind.Revoked, $"revoked {Names(partitions)}");
        try
        {
            if (!_needsProducer)
                Commit();
        }
        catch (LogTransportException error)
        {
            Recover(error);
        }
        SuspendAll(PhaseReason.Revoked);
    }

    /// <inheritdoc/>
    public void Lost(IReadOnlyList<TopicPartition> partitions)
    {
        Tell(RuntimeEventKind.Lost, $"lost {Names(partitions)}");
        // They may be another member's already: what was done with them since the last commit never happened.
        AbortTransaction();
        SuspendAll(PhaseReason.Lost);
    }

    void StartRestoredTasks()
    {
        var restored = new List<TaskSlot>();
        foreach (var slot in _slots.Values)
        {
            if (slot.Phase == TaskPhase.Failed)
            {
                throw slot.Failure as StreamsException ?? new StreamsException(
                    $"task {slot.Id} cannot be restored: {slot.Failure!.Message}", slot.Failure);
            }
            if (slot.Phase == TaskPhase.Restored)
                restored.Add(slot);
        }
        if (restored.Count == 0)
            return;
        // All that was polled is processed, or is read again: those that run go on where they are.
        _ahead.Clear();
        foreach (var slot in _slots.Values)
            slot.Merge?.Clear();
        _consumer.ReadFrom([.. _slots.Values
            .Where(slot => slot.Phase is TaskPhase.Running or TaskPhase.Restored)
            .SelectMany(slot => slot.Task!.InputPositions)]);
        foreach (var slot in restored)
        {
            slot.Run();
            var positions = slot.Task!.InputPositions.Select(at => $"{at.Partition}@{at.Offset}");
            Tell(RuntimeEventKind.Running, $"task {slot.Id} runs from {string.Join(", ", positions)}");
        }
    }

    TaskSlot Add(TaskId id, List<TopicPartition> inputs)
    {
        var slot = new TaskSlot(id, _bySource[inputs[0].Topic], inputs, _time);
        lock (_slots)
            _slots.Add(id, slot);
        foreach (var input in inputs)
            _byInput.Add(input, slot);
        return slot;
    }

    void Forget(TaskId id, TaskSlot slot)
    {
        lock (_slots)
            _slots.Remove(id);
        foreach (var input in slot.Inputs)
            _byInput.Remove(input);
        slot.Dispose();
    }

    void SuspendAll(string reason)
    {
        foreach (var slot in _slots.Values)
        {
            slot.IsOwned = false;
            slot.Suspend(reason);
        }
    }

    TaskId TaskOf(TopicPartition input) => new(_bySource[input.Topic].Name, input.Partition);

    static string Names(IReadOnlyList<TopicPartition> partitions) => partitions.Count == 0
        ? "no partitions"
        : string.Join(", ", partitions.Select(partition => partition.ToString()).Order(StringComparer.Ordinal));
}
