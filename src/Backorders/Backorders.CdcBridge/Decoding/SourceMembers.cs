using System.Text.Json;

namespace Backorders.CdcBridge.Decoding;

/// <summary>The names of the members of a source block.</summary>
static class SourceMembers
{
    static readonly (byte[] Name, SourceMember Member)[] Members =
    [
        ("connector"u8.ToArray(), SourceMember.Connector),
        ("name"u8.ToArray(), SourceMember.Name),
        ("db"u8.ToArray(), SourceMember.Database),
        ("schema"u8.ToArray(), SourceMember.Schema),
        ("table"u8.ToArray(), SourceMember.Table),
        ("ts_ms"u8.ToArray(), SourceMember.CommitMs),
        ("snapshot"u8.ToArray(), SourceMember.Snapshot),
        ("txId"u8.ToArray(), SourceMember.TransactionId),
        ("lsn"u8.ToArray(), SourceMember.Lsn),
        ("sequence"u8.ToArray(), SourceMember.Sequence),
        ("file"u8.ToArray(), SourceMember.File),
        ("pos"u8.ToArray(), SourceMember.Pos),
        ("row"u8.ToArray(), SourceMember.Row),
        ("server_id"u8.ToArray(), SourceMember.ServerId),
        ("gtid"u8.ToArray(), SourceMember.Gtid),
        ("commit_lsn"u8.ToArray(), SourceMember.CommitLsn),
        ("change_lsn"u8.ToArray(), SourceMember.ChangeLsn),
        ("event_serial_no"u8.ToArray(), SourceMember.EventSerial),
        ("commit_scn"u8.ToArray(), SourceMember.CommitScn),
        ("scn"u8.ToArray(), SourceMember.Scn),
        ("rs_id"u8.ToArray(), SourceMember.RsId),
        ("ssn"u8.ToArray(), SourceMember.Ssn),
    ];

    /// <summary>The member whose name the reader stands on.</summary>
    public static SourceMember Find(ref Utf8JsonReader reader)
    {
        foreach (var (name, member) in Members)
        {
            if (reader.ValueTextEquals(name))
                return member;
        }
        return SourceMember.None;
    }

    /// <summary>The member of this name, or none.</summary>
    public static SourceMember Find(ReadOnlySpan<byte> text)
    {
        foreach (var (name, member) in Members)
        {
            if (text.SequenceEqual(name))
                return member;
        }
        return SourceMember.None;
    }
}
