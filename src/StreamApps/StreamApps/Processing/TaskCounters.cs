using System.Runtime.InteropServices;

namespace StreamApps.Processing;

/// <summary>What a task counts, since it was created.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct TaskCounters
{
    /// <summary>Input records processed, failed ones among them.</summary>
    public long Processed;

    /// <summary>Input records left out because they were processed before.</summary>
    public long BelowPosition;

    /// <summary>Records and timers left out by a handler.</summary>
    public long Skipped;

    /// <summary>Records and timers sent to the dead-letter topic.</summary>
    public long DeadLetters;

    /// <summary>Input records dropped for a negative timestamp.</summary>
    public long NegativeTimestamp;

    /// <summary>Records dropped by an operator that needs a key, or a value.</summary>
    public long NullDropped;

    /// <summary>Records dropped because they came too late.</summary>
    public long LateDropped;

    /// <summary>Output records, without dead letters and changelog.</summary>
    public long Outputs;

    /// <summary>Timers fired.</summary>
    public long Timers;

    /// <summary>Calls of punctuators.</summary>
    public long Punctuations;

    /// <summary>Changelog records written.</summary>
    public long ChangelogRecords;

    /// <summary>Changelog records of stores that the topology no longer has.</summary>
    public long OrphanRecords;
}
