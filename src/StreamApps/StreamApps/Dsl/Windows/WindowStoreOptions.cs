namespace StreamApps;

/// <summary>How the store of a windowed aggregation is kept.</summary>
public sealed class WindowStoreOptions
{
    /// <summary>
    /// How long windows are kept, in stream time: counted from their start, for sessions from their end. Whole
    /// milliseconds, and at least the default: size + grace, for sliding windows twice the difference + grace, for
    /// sessions gap + grace.
    /// </summary>
    public TimeSpan? Retention { get; init; }
}
