namespace StreamApps.Runtime;

/// <summary>
/// Brings the inputs of a task together by time, as Kafka Streams does (KIP-695 with <c>max.task.idle.ms=0</c>): the
/// next record is the one with the smallest Kafka timestamp, and none is taken while an input without records is known
/// to have more in the log.
/// </summary>
sealed class InputMerge
{
    /// <summary>
    /// Records of an input that wait at most; one that is so far ahead is not read until it has been caught up with.
    /// </summary>
    const int MostWaiting = 20_000;
    const long MostWaitingBytes = 8 << 20;

    readonly RecordQueue[] _queues;
    readonly bool[] _drained;

    public InputMerge(IReadOnlyList<TopicPartition> inputs)
    {
        _queues = [.. inputs.Select(input => new RecordQueue(input))];
        _drained = new bool[inputs.Count];
    }

    /// <summary>Takes a record over.</summary>
    public void Add(in LogRecord record)
    {
        foreach (var queue in _queues)
        {
            if (queue.Input == record.Source)
            {
                queue.Add(record);
                return;
            }
        }
    }

    /// <summary>True when records of the input wait.</summary>
    public bool HasWaiting(TopicPartition input) =>
        Array.Exists(_queues, queue => queue.Input == input && queue.Count > 0);

    /// <summary>True when the input is so far ahead of another one that it is not to be read for now.</summary>
    public bool IsAhead(TopicPartition input) => Array.Exists(
        _queues, queue => queue.Input == input && (queue.Count >= MostWaiting || queue.Bytes >= MostWaitingBytes));

    /// <summary>True when an input that was not read for being ahead should be read again.</summary>
    public bool IsCaughtUpWith(TopicPartition input) => Array.Exists(
        _queues, queue => queue.Input == input
            && queue.Count <= MostWaiting / 4 && queue.Bytes <= MostWaitingBytes / 4);

    /// <summary>Asks of each input without records whether the log has more of it.</summary>
    public void Observe(Func<TopicPartition, bool> isDrained)
    {
        for (var index = 0; index < _queues.Length; index++)
            _drained[index] = _queues[index].Count == 0 && isDrained(_queues[index].Input);
    }

    /// <summary>The queue whose first record is next; null when none may be taken yet.</summary>
    public RecordQueue? Next()
    {
        RecordQueue? next = null;
        for (var index = 0; index < _queues.Length; index++)
        {
            var queue = _queues[index];
            if (queue.Count == 0)
            {
                if (!_drained[index])
                    return null;
            }
            else if (next is null || queue.First.Timestamp < next.First.Timestamp)
            {
                next = queue;
            }
        }
        return next;
    }

    public void Clear()
    {
        foreach (var queue in _queues)
            queue.Clear();
    }
}
