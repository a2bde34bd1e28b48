namespace StreamApps.Processing;

/// <summary>What becomes of a record that failed.</summary>
public enum ErrorAction
{
    /// <summary>The application stops at this record, and starts at it again.</summary>
    Fail,

    /// <summary>The record is counted and left out.</summary>
    Skip,

    /// <summary>The record is sent to the dead-letter topic, in the same transaction, and left out.</summary>
    DeadLetter,
}
