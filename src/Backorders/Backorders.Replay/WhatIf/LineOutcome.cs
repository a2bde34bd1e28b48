namespace Backorders.Replay.WhatIf;

/// <summary>How a line fared in one reading of the log.</summary>
internal struct LineOutcome
{
    /// <summary>Whether the reading accepted the line.</summary>
    public bool IsAccepted { get; set; }

    public int PriorityClass { get; set; }

    /// <summary>Units ordered and not cancelled.</summary>
    public long Ordered { get; set; }

    /// <summary>Units allocated or shipped.</summary>
    public long Filled { get; set; }

    /// <summary>Units that it got in the command that placed it.</summary>
    public long AtOnce { get; set; }

    /// <summary>Log time in ms since which it has waited for nothing; null while it waits.</summary>
    public long? FilledAt { get; set; }
}
