namespace Backorders.CdcBridge.Decoding;

/// <summary>What a record of a captured topic is.</summary>
enum ChangeKind
{
    /// <summary>A change or a read of a row.</summary>
    Row,

    /// <summary>All rows of a table went.</summary>
    Truncate,

    /// <summary>The null that follows a delete, for compaction.</summary>
    Tombstone,

    /// <summary>The connector is alive.</summary>
    Heartbeat,

    /// <summary>A transaction begins.</summary>
    TransactionBegin,

    /// <summary>A transaction ends, with how many changes it had.</summary>
    TransactionEnd,

    /// <summary>A statement that changed tables.</summary>
    SchemaChange,

    /// <summary>A logical message of an application.</summary>
    Message,

    /// <summary>The last read of a snapshot, in a table that is not mapped.</summary>
    SnapshotEnd,

    /// <summary>Of no concern to the mapping.</summary>
    Ignored,
}
