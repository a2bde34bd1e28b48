namespace Backorders.CdcBridge.Commands;

/// <summary>Why a command was made.</summary>
static class ChangeCause
{
    /// <summary>A row changed.</summary>
    public const string Change = "change";

    /// <summary>A first snapshot found the row.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>A later snapshot found something else than was known.</summary>
    public const string Resnapshot = "resnapshot";

    /// <summary>Its table was truncated.</summary>
    public const string Truncate = "truncate";

    /// <summary>Its key changed.</summary>
    public const string Move = "move";

    /// <summary>A row that it looks up came or changed.</summary>
    public const string Lookup = "lookup";

    /// <summary>The part of a balance that no ledger row explains.</summary>
    public const string Unexplained = "unexplained";

    /// <summary>A statement changed what its columns mean.</summary>
    public const string Schema = "schema";
}
