using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Engine;

/// <summary>
/// Rows of tables without a primary key. Nothing names them but what they hold; a change that comes again is known by
/// its place and what it holds.
/// </summary>
sealed partial class Bridge
{
    void ApplyKeyless(DecodedChange change, ChangeScope scope)
    {
        var table = change.Table!;
        if (_state.Table(table).Floor is { } floor && scope.Position < floor)
            return;
        if (change.Operation == RowOperation.Read)
        {
            ReadKeyless(change, scope);
            return;
        }
        var key = $"{MoveText(scope.Position)}-{change.Operation:D}-{change.Content ^ (change.ContentBefore * 31):x16}";
        if (_state.Row(table, key) is not null)
            return;
        var evaluation = change.Image is null ? null : _evaluator.Evaluate(table, change.Image, scope.Position);
        if (change.Operation != RowOperation.Create)
            RemoveKeyless(table, change.ContentBefore, scope);
        var row = new StoredRow { Content = change.Content };
        Raise(row, scope);
        if (evaluation is null)
        {
            _state.Put(table, key, row);
            return;
        }
        Become(table, key, row, change.Image!, evaluation, null, ChangeCause.Change, scope);
        _state.PutContent(table, change.Content, key);
    }

    void RemoveKeyless(TableMapping table, ulong content, ChangeScope scope)
    {
        foreach (var key in _state.KeysOfContent(table, content))
        {
            if (_state.Row(table, key) is not { IsLive: true } row || row.Fence >= scope.Position)
                continue;
            Remove(table, key, row, table.DeletesApply ? ChangeCause.Change : null, scope);
            _state.Put(table, key, row);
            return;
        }
        Alert(
            AlertReason.DeleteOfUnknownRow,
            "a row without a key was changed or deleted, and none that holds the same was known",
            table.Id,
            "",
            scope);
    }

    // Each read belongs to a row that holds the same and that this snapshot has not read yet, else it is a new one.
    void ReadKeyless(DecodedChange change, ChangeScope scope)
    {
        var table = change.Table!;
        var own = $"{change.Record.Topic}-{change.Record.Partition}-{change.Record.Offset}";
        var known = _state.Row(table, own);
        if (known is not null && IsOldRead(known, scope))
            return;
        foreach (var key in _state.KeysOfContent(table, change.Content))
        {
            if (_state.Row(table, key) is not { IsLive: true } row || row.ReadAt >= scope.Position
                || row.Fence > scope.Position)
                continue;
            row.ReadAt = scope.Position;
            row.ReadMs = scope.CommitMs;
            _state.Put(table, key, row);
            if (known is null)
                _state.Put(table, own, new StoredRow { ReadAt = scope.Position, ReadMs = scope.CommitMs });
            return;
        }
        var evaluation = _evaluator.Evaluate(table, change.Image!, scope.Position);
        var cause = IsFirstSnapshot(scope) ? ChangeCause.Snapshot : ChangeCause.Resnapshot;
        var added = known ?? new StoredRow();
        added.Content = change.Content;
        added.ReadAt = scope.Position;
        added.ReadMs = scope.CommitMs;
        Become(table, own, added, change.Image!, evaluation, null, cause, scope);
        _state.PutContent(table, change.Content, own);
    }
}
