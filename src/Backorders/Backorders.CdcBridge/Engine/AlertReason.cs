namespace Backorders.CdcBridge.Engine;

/// <summary>The reasons of alerts.</summary>
static class AlertReason
{
    /// <summary>The source's log began anew, and the mapping does not say so.</summary>
    public const string EpochFellBack = "epoch_fell_back";

    /// <summary>A table cannot be followed, as its changes do not name their rows.</summary>
    public const string ReplicaIdentity = "replica_identity_unusable";

    /// <summary>A table's rows went at once.</summary>
    public const string Truncated = "table_truncated";

    /// <summary>The policy halts a table whose rows went at once.</summary>
    public const string HaltedByPolicy = "table_halted_by_policy";

    /// <summary>A snapshot did not have rows that were known.</summary>
    public const string SnapshotRemovedRows = "snapshot_removed_rows";

    /// <summary>The second half of a change of a key did not come.</summary>
    public const string MoveIncomplete = "move_incomplete";

    /// <summary>A row was deleted that was not known.</summary>
    public const string DeleteOfUnknownRow = "delete_of_unknown_row";

    /// <summary>A table's rows from before its first change are unknown.</summary>
    public const string NotSnapshotted = "table_not_snapshotted";

    /// <summary>Rows of a table can vanish without a change.</summary>
    public const string CascadingDeletes = "cascading_deletes_invisible";

    /// <summary>A statement removed or retyped a mapped column.</summary>
    public const string SchemaIncompatible = "schema_incompatible";

    /// <summary>A statement added a mapped column: rows that no change touches do not have it.</summary>
    public const string ColumnAdded = "mapped_column_added";

    /// <summary>A statement changed a decimal's scale.</summary>
    public const string ScaleChanged = "decimal_scale_changed";

    /// <summary>The changes of a transaction did not all come in time.</summary>
    public const string TransactionIncomplete = "transaction_incomplete";

    /// <summary>A transaction has more changes than are kept together.</summary>
    public const string TransactionTooLarge = "transaction_too_large";
}
