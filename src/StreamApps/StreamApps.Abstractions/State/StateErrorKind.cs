namespace StreamApps.State;

/// <summary>What an error of the state backend means.</summary>
public enum StateErrorKind
{
    /// <summary>Another process has the database open.</summary>
    Locked,

    /// <summary>Checksums do not hold: the database must be put aside and rebuilt from the changelog.</summary>
    Corrupt,

    /// <summary>The native library is missing or too old.</summary>
    LibraryMissing,

    /// <summary>Anything else, such as a full disk.</summary>
    Failed,
}
