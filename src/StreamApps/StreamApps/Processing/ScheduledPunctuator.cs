namespace StreamApps.Processing;

/// <summary>A punctuator with the time of its next call.</summary>
internal sealed class ScheduledPunctuator(
    Node owner, PunctuationType type, long interval, long due, Punctuator callback) : IDisposable
{
    public Node Owner { get; } = owner;

    public PunctuationType Type { get; } = type;

    public Punctuator Callback { get; } = callback;

    /// <summary>In milliseconds since 1970.</summary>
    public long Due { get; private set; } = due;

    public bool Cancelled { get; private set; }

    /// <summary>Sets the next due time after <paramref name="time"/>; missed ones are left out.</summary>
    public void Advance(long time) => Due += ((time - Due) / interval + 1) * interval;

    public void Dispose() => Cancelled = true;
}
