namespace StreamApps.Processing;

/// <summary>Which time a timer waits for.</summary>
public enum TimeDomain
{
    /// <summary>The watermark of the task: the time of the records.</summary>
    EventTime,

    /// <summary>The clock on the wall.</summary>
    ProcessingTime,
}
