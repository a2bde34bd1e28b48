using System.Globalization;
using Backorders.CdcBridge.Decoding;

namespace Backorders.CdcBridge.Positions;

/// <summary>Finds the place of a change in the source block of its message, as each connector gives it.</summary>
static class PositionReader
{
    /// <summary>
    /// The place; its epoch is still 0. GTIDs are no places: all row events of a transaction share one, and each of
    /// them counts its rows from 0.
    /// </summary>
    /// <param name="connector">The connector.</param>
    /// <param name="source">The message's source block.</param>
    /// <param name="isRead">
    /// Whether a snapshot read the row: then the place is the snapshot's, and less precise.
    /// </param>
    /// <exception cref="DecodeException">The block does not have it.</exception>
    public static SourcePosition Read(ConnectorKind connector, SourceBlock source, bool isRead) => connector switch
    {
        ConnectorKind.PostgreSql => PostgreSql(source),
        ConnectorKind.MySql or ConnectorKind.MariaDb => MySql(source),
        ConnectorKind.SqlServer => SqlServer(source, isRead),
        _ => Oracle(source, isRead),
    };

    // Only the LSN rises with the changes of a row. The last commit's end, which stands before it in the sequence, lies
    // above it when transactions interleave, and is null after a start. Incremental reads have no LSN: the sequence
    // places them.
    static SourcePosition PostgreSql(SourceBlock source)
    {
        if (source.Lsn is { } lsn)
            return new(0, lsn);
        if (source.Sequence is { } sequence && TryReadSequence(sequence, out var last))
            return new(0, last);
        throw new DecodeException(DecodeReason.NoPosition, "source has neither lsn nor sequence");
    }

    static bool TryReadSequence(string sequence, out ulong last)
    {
        last = 0;
        var found = false;
        foreach (var part in sequence.AsSpan().Trim("[]").ToString().Split(','))
        {
            var digits = part.Trim().Trim('"');
            if (ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var lsn))
            {
                last = Math.Max(last, lsn);
                found = true;
            }
            else if (digits != "null")
            {
                return false;
            }
        }
        return found;
    }

    static SourcePosition MySql(SourceBlock source)
    {
        if (source.File is not { } file || source.Pos is not { } position)
            throw new DecodeException(DecodeReason.NoPosition, "source has no file and pos");
        var digits = file.AsSpan()[(file.LastIndexOf('.') + 1)..];
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(0, number, position, source.Row ?? 0)
            : throw new DecodeException(DecodeReason.NoPosition, $"source.file '{file}' does not end in a number");
    }

    // An update is two entries of the log, of which the second is sent: its serial number is 2. A change of the primary
    // key is a delete with number 1 and an insert with number 2.
    static SourcePosition SqlServer(SourceBlock source, bool isRead)
    {
        var (commit, commitRest) = Lsn(source.CommitLsn, "commit_lsn");
        if (isRead && source.ChangeLsn is null)
            return new(0, commit, commitRest);
        var (change, changeRest) = Lsn(source.ChangeLsn, "change_lsn");
        return new(0, commit, commitRest, change, (changeRest << 32) | (uint)(source.EventSerial ?? 0));
    }

    static (ulong Whole, ulong Slot) Lsn(string? text, string name)
    {
        var parts = (text ?? "").Split(':');
        return parts.Length == 3 && TryHex(parts[0], out var file) && TryHex(parts[1], out var block)
            && TryHex(parts[2], out var slot)
            ? ((file << 32) | block, slot)
            : throw new DecodeException(DecodeReason.NoPosition, $"source.{name} '{text}' is no LSN");
    }

    static bool TryHex(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            && value <= uint.MaxValue;

    // A transaction's changes come when it is committed, in the order in which they were made. All of them share the
    // commit's SCN, and several can share their own; the place of the redo record and the number within it tell those
    // apart.
    static SourcePosition Oracle(SourceBlock source, bool isRead)
    {
        if (isRead)
            return new(0, Scn(source.CommitScn ?? source.Scn, "scn"));
        var (log, offset) = RedoRecord(source.RsId);
        return new(
            0,
            Scn(source.CommitScn, "commit_scn"),
            Scn(source.Scn, "scn"),
            log,
            (offset << 32) | (uint)(source.Ssn ?? 0));
    }

    static ulong Scn(string? text, string name) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var scn)
            ? scn
            : throw new DecodeException(
                DecodeReason.NoPosition,
                $"source.{name} '{text}' is no SCN: the LogMiner adapter gives it, no other is followed");

    // The log's sequence number, the block in it, and the byte in that, in hexadecimal.
    static (ulong LogAndBlock, ulong Offset) RedoRecord(string? text)
    {
        var parts = (text ?? "").Trim().Split('.');
        return parts.Length == 3 && TryHex(Digits(parts[0]), out var log) && TryHex(parts[1], out var block)
            && TryHex(parts[2], out var offset)
            ? ((log << 32) | block, offset)
            : throw new DecodeException(
                DecodeReason.NoPosition,
                $"source.rs_id '{text}' is no place of a redo record: "
                + "changes of one transaction could not be told apart");
    }

    static string Digits(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
}
