using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Engine;

/// <summary>Which log a place is in, and tables that are halted.</summary>
sealed partial class Bridge
{
    const int LogBits = 16;

    uint BaseEpoch => _mapping.Source.Epoch << LogBits;

    /// <summary>
    /// The place of a change, with its epoch. PostgreSQL names no timeline, so its epoch is the mapping's. A server of
    /// MySQL that was not seen before, and whose places fall back, has a log of its own.
    /// </summary>
    SourcePosition Place(DecodedChange change)
    {
        var source = _state.Source;
        var current = BaseEpoch + source.Log;
        if (change.ServerId == 0)
            return change.Position with { Epoch = current };
        if (source.Servers.TryGetValue(change.ServerId, out var known) && known >= BaseEpoch)
            return change.Position with { Epoch = known };
        var isOtherLog = source.Servers.ContainsValue(current) && source.Watermark.Epoch == current
            && change.Position.CompareWithinEpoch(source.Watermark) < 0 && change.CommitMs >= source.WatermarkMs;
        if (isOtherLog)
            current = BaseEpoch + ++source.Log;
        source.Servers[change.ServerId] = current;
        return change.Position with { Epoch = current };
    }

    void NoteWatermark(SourcePosition position, long commitMs)
    {
        var source = _state.Source;
        if (position <= source.Watermark)
            return;
        source.Watermark = position;
        source.WatermarkMs = commitMs;
    }

    /// <summary>
    /// Whether a place lies before the last one of its row though it was committed after it: no delivery does that,
    /// only another log. A row that comes again comes with its old commit time.
    /// </summary>
    static bool FellBack(StoredRow row, ChangeScope scope) =>
        row.Fence is { } fence && scope.Position < fence && scope.CommitMs > row.CommitMs && row.CommitMs > 0;

    bool IsHalted(TableMapping table, out string why)
    {
        var state = _state.Table(table);
        why = state.Halted ?? "";
        return state.Halted is not null && state.HaltedEpoch >= _mapping.Source.Epoch;
    }

    /// <summary>
    /// Stops following a table: what comes of it goes to the dead letters until the mapping's epoch is raised.
    /// </summary>
    void Halt(TableMapping table, string reason, string detail, ChangeScope scope)
    {
        var state = _state.Table(table);
        state.Halted = detail;
        state.HaltedEpoch = _mapping.Source.Epoch;
        _state.Save(table);
        Alert(
            reason,
            $"{detail}. The table is halted: its changes go to the dead letters until a snapshot is taken after "
            + "'backorders cdc epoch advance'",
            table.Id,
            "",
            scope);
    }
}
