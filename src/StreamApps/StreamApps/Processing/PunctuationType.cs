namespace StreamApps.Processing;

/// <summary>Which time a punctuator follows.</summary>
public enum PunctuationType
{
    /// <summary>The timestamps of the records: it stands still when no records come.</summary>
    StreamTime,

    /// <summary>The clock on the wall.</summary>
    WallClock,
}
