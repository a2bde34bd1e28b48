namespace StreamApps.State;

/// <summary>What became of a version that was put.</summary>
public enum VersionOutcome
{
    /// <summary>It is the latest version of its key.</summary>
    Latest,

    /// <summary>It was put behind a later version of its key.</summary>
    Superseded,

    /// <summary>It is older than the history, and was not put.</summary>
    TooOld,
}
