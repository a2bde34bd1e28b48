namespace StreamApps.Runtime;

/// <summary>Tasks with several inputs, whose records are taken in the order of their times.</summary>
sealed partial class StreamThread
{
    // Inputs that are not read for now, being ahead of others; each with the position at which reading goes on.
    readonly Dictionary<TopicPartition, long> _ahead = [];

    int ProcessMerged(TaskSlot slot)
    {
        if (slot is not { Phase: TaskPhase.Running, Merge: { } merge })
            return 0;
        merge.Observe(IsDrained);
        var processed = 0;
        while (merge.Next() is { } queue)
        {
            if (ProcessNext(slot, queue.First))
                processed++;
            queue.RemoveFirst();
            if (queue.Count == 0)
                merge.Observe(IsDrained);
        }
        return processed;
    }

    // An input that is ahead has records in its queue or in the log.
    bool IsDrained(TopicPartition input) => !_ahead.ContainsKey(input)
        && _consumer.Position(input) is { } position
        && _consumer.CachedEnd(input) is { } end
        && position >= end;

    // Reading less or more of the inputs is a new assignment (ADR 3): it drops what was fetched ahead, so it is done
    // only when an input is far ahead of another one.
    void HoldBackInputs()
    {
        var changed = false;
        foreach (var slot in _slots.Values)
        {
            if (slot is not { Phase: TaskPhase.Running, Merge: { } merge })
                continue;
            foreach (var input in slot.Inputs)
            {
                if (_ahead.ContainsKey(input))
                    changed |= merge.IsCaughtUpWith(input);
                else
                    changed |= merge.IsAhead(input);
            }
        }
        if (changed)
            ReadOn();
    }

    void ReadOn()
    {
        var positions = new List<TopicPartitionOffset>();
        foreach (var slot in _slots.Values.Where(slot => slot.Phase == TaskPhase.Running))
        {
            foreach (var input in slot.Task!.InputPositions)
            {
                var next = _ahead.TryGetValue(input.Partition, out var held) ? held
                    : Math.Max(input.Offset, _consumer.Position(input.Partition) ?? -1);
                if (slot.Merge is { } merge && !merge.IsCaughtUpWith(input.Partition)
                    && (held > 0 || merge.IsAhead(input.Partition)))
                {
                    _ahead[input.Partition] = next;
                    continue;
                }
                _ahead.Remove(input.Partition);
                positions.Add(new(input.Partition, next));
            }
        }
        _consumer.ReadFrom(positions);
    }
}
