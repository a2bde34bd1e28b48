namespace Backorders.CdcBridge.Decoding;

/// <summary>The members of a source block that the bridge uses.</summary>
enum SourceMember
{
    None,
    Connector,
    Name,
    Database,
    Schema,
    Table,
    CommitMs,
    Snapshot,
    TransactionId,
    Lsn,
    Sequence,
    File,
    Pos,
    Row,
    ServerId,
    Gtid,
    CommitLsn,
    ChangeLsn,
    EventSerial,
    CommitScn,
    Scn,
    RsId,
    Ssn,
}
