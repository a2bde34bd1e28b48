namespace Backorders.Replay.WhatIf;

/// <summary>How a line fared in one reading of the log.</summary>
internal struct LineOutcome
{
    // One more than the time; 0 while it waits. Small, since there is one for each line, twice.
    long _filledAtAndOne;
    byte _priorityClass;

    /// <summary>Whether the reading accepted the line.</summary>
    public bool IsAccepted { get; set; }

    public int PriorityClass
    {
        readonly get => _priorityClass;
        set => _priorityClass = (byte)value;
    }

    /// <summary>Units ordered and not cancelled.</summary>
    public long Ordered { get; set; }

    /// <summary>Units allocated or shipped.</summary>
    public long Filled { get; set; }

    /// <summary>Units that it got in the command that placed it.</summary>
    public long AtOnce { get; set; }

    /// <summary>Log time in ms since which it has waited for nothing; null while it waits.</summary>
    public long? FilledAt
    {
        readonly get => _filledAtAndOne == 0 ? null : _filledAtAndOne - 1;
        set => _filledAtAndOne = value is { } time ? time + 1 : 0;
    }
}
