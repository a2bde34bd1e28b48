namespace Backorders.Replay.WhatIf;

/// <summary>How a line fared in one reading of the log. Not thread-safe.</summary>
internal sealed class LineOutcome
{
    public int PriorityClass { get; set; }

    public LineCounts Counts { get; set; }

    /// <summary>Units that it got in the command that placed it.</summary>
    public long AtOnce { get; set; }

    /// <summary>Log time in ms since which it has waited for nothing; null while it waits.</summary>
    public long? FilledAt { get; set; }
}
