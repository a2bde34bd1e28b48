using System.Globalization;
using Backorders.CdcBridge.Decoding;

namespace Backorders.CdcBridge.Positions;

/// <summary>Finds the place of a change in the source block of its message, as each connector gives it.</summary>
static class PositionReader
{
    /// <summary>
    /// The place; its epoch is still 0. GTIDs are no places: all row events of a transaction share one, and each of them
    /// counts its rows from 0.
    /// </summary>
    /// <exception cref="DecodeException">The block does not have it.</exception>
    public static SourcePosition Read(ConnectorKind connector, SourceBlock source) => connector switch
    {
        ConnectorKind.PostgreSql => PostgreSql(source),
        ConnectorKind.MySql or ConnectorKind.MariaDb => MySql(source),
        ConnectorKind.SqlServer => SqlServer(source),
        _ => Oracle(source),
    };

    // Only the LSN rises with the changes of a row. The last commit's end, which stands before it in the sequence, lies
    // above it when transactions interleave, and is null after a start. Incremental reads have no LSN: the sequence places them.
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

    static SourcePosition SqlServer(SourceBlock source)
    {
        var (commit, commitRest) = Lsn(source.CommitLsn, "commit_lsn");
        var (change, changeRest) = source.ChangeLsn is null ? default : Lsn(source.ChangeLsn, "change_lsn");
        return new(0, commit, commitRest, change, (changeRest << 32) | (uint)(source.EventSerial ?? 0));
    }

    static (ulong Whole, ulong Slot) Lsn(string? text, string name)
    {
        var parts = (text ?? "").Split(':');
        return parts.Length == 3 && TryHex(parts[0], out var file) && TryHex(parts[1], out var block) && TryHex(parts[2], out var slot)
            ? ((file << 32) | block, slot)
            : throw new DecodeException(DecodeReason.NoPosition, $"source.{name} '{text}' is no LSN");
    }

    static bool TryHex(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value <= uint.MaxValue;

    static SourcePosition Oracle(SourceBlock source)
    {
        var text = source.CommitScn ?? source.Scn;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var scn)
            ? new(0, scn, source.Ssn ?? 0)
            : throw new DecodeException(DecodeReason.NoPosition, $"source has no commit_scn: '{text}'");
    }
}
