namespace StreamApps.Processing;

/// <summary>How an asynchronous operator calls its function.</summary>
public sealed class AsyncOptions
{
    internal static AsyncOptions Default { get; } = new();

    /// <summary>Calls that a task has under way at a time; further records wait. 1 to 10,000. Default 64.</summary>
    public int MaxInFlight { get; init; } = 64;

    /// <summary>How long one call may take; a longer one is cancelled and counts as failed. Default 2 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a failed call is made again before its record fails. 0 to 100. Default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>
    /// How long to wait before the first retry; before each further one twice as long. Default 50 ms.
    /// </summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether a call that failed so is made again. Default: always. A time-out always is.</summary>
    public Func<Exception, bool> IsTransient { get; init; } = static _ => true;

    internal void Check(string name)
    {
        if (MaxInFlight is < 1 or > 10_000)
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"'{name}' has {MaxInFlight} calls in flight: use 1 to 10,000");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(1))
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"'{name}' has a time-out of {Timeout}: use up to a minute, a commit waits for it");
        if (Retries is < 0 or > 100)
            throw new TopologyException(TopologyErrorKind.Setting, $"'{name}' has {Retries} retries: use 0 to 100");
        if (Backoff < TimeSpan.Zero || Backoff > TimeSpan.FromMinutes(1))
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"'{name}' has a back-off of {Backoff}: use up to a minute");
    }
}
