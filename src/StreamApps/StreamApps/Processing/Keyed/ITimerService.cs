namespace StreamApps.Processing;

/// <summary>
/// Timers of the current key. There is one for each key and time, however often it is set; timers are state, so they
/// survive restarts and are undone by an abort.
/// </summary>
public interface ITimerService
{
    /// <summary>The task's watermark, in milliseconds since 1970; -1 before the first record.</summary>
    long Watermark { get; }

    /// <summary>The wall clock.</summary>
    DateTimeOffset ProcessingTime { get; }

    /// <summary>Sets a timer that fires when the watermark reaches this time.</summary>
    void SetEventTimer(long time);

    /// <summary>Sets a timer that fires when the wall clock reaches this time, in milliseconds since 1970.</summary>
    void SetProcessingTimer(long time);

    /// <summary>Removes an event-time timer; nothing happens when there is none.</summary>
    void DeleteEventTimer(long time);

    /// <summary>Removes a processing-time timer; nothing happens when there is none.</summary>
    void DeleteProcessingTimer(long time);
}
