namespace StreamApps.Time;

/// <summary>The times that a task's records have brought it to.</summary>
internal sealed class TaskClock
{
    /// <summary>The largest timestamp taken from any input; -1 for none.</summary>
    public long StreamTime { get; set; } = -1;

    /// <summary>The largest Kafka timestamp of any record; -1 for none.</summary>
    public long LogTime { get; set; } = -1;

    /// <summary>Event-time timers up to this time are due: it follows stream time.</summary>
    public long Watermark => StreamTime;

    /// <summary>Takes a record's time into account.</summary>
    public void Observe(TaskInput input, long timestamp)
    {
        input.MaxTimestamp = Math.Max(input.MaxTimestamp, timestamp);
        input.Watermark = input.MaxTimestamp;
        StreamTime = Math.Max(StreamTime, timestamp);
    }
}
