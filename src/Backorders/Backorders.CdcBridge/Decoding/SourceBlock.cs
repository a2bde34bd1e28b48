namespace Backorders.CdcBridge.Decoding;

/// <summary>The source block of a message: the members that the bridge uses.</summary>
sealed class SourceBlock
{
    public string? Connector { get; set; }

    public string? Name { get; set; }

    public string? Database { get; set; }

    public string? Schema { get; set; }

    public string? Table { get; set; }

    /// <summary>
    /// When the change was committed; for a read, when the snapshot was taken. Milliseconds since 1970.
    /// </summary>
    public long? CommitMs { get; set; }

    /// <summary>The snapshot marker, in its text; null for none, or a null.</summary>
    public string? Snapshot { get; set; }

    public string? TransactionId { get; set; }

    public ulong? Lsn { get; set; }

    public string? Sequence { get; set; }

    public string? File { get; set; }

    public ulong? Pos { get; set; }

    public ulong? Row { get; set; }

    public ulong? ServerId { get; set; }

    public string? Gtid { get; set; }

    public string? CommitLsn { get; set; }

    public string? ChangeLsn { get; set; }

    public ulong? EventSerial { get; set; }

    public string? CommitScn { get; set; }

    public string? Scn { get; set; }

    public string? RsId { get; set; }

    public ulong? Ssn { get; set; }
}
