using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Engine;

/// <summary>Changes and reads of single rows.</summary>
sealed partial class Bridge
{
    void ApplyStreamed(DecodedChange change, ChangeScope scope)
    {
        var table = change.Table!;
        if (_state.Table(table).Floor is { } floor && scope.Position < floor)
            return;
        var row = _state.Row(table, change.Key!);
        if (row?.Fence is { } fence && scope.Position <= fence)
        {
            if (FellBack(row, scope))
                Fail(table, row, change.Key!, scope);
            // It was overtaken by a later change of its key; what it had under the old one is gone all the same.
            if (change.OtherKey is { } oldKey && change.Operation != RowOperation.Delete)
                EndOldKey(table, oldKey, change.Key!, scope);
            return;
        }
        if (MustWait(change, row, scope))
        {
            Hold(change, row!, scope);
            return;
        }
        if (row is { IsHeld: true })
            Release(table, change.Key!, row);
        if (change.OtherKey is { } other && _state.Row(table, other) is { IsHeld: true } otherRow)
            Release(table, other, otherRow);
        if (change.Operation == RowOperation.Delete)
            ApplyDelete(change, row, scope);
        else
            ApplyUpsert(change, row, scope);
    }

    void Fail(TableMapping table, StoredRow row, string key, ChangeScope scope)
    {
        Halt(
            table,
            AlertReason.EpochFellBack,
            $"the source's log began anew: row {key} was changed at {PositionText(row.Fence!.Value)}, and later at "
            + $"{scope.Origin.Position}; " +
            "after a failover raise the mapping's epoch with 'backorders cdc epoch advance'",
            scope);
        throw new RowRejectedException(
            RowReason.TableHalted,
            $"'{table}' was halted by this change: its place lies before that of an earlier one");
    }

    void ApplyDelete(DecodedChange change, StoredRow? row, ChangeScope scope)
    {
        var table = change.Table!;
        var key = change.Key!;
        if (change.OtherKey is { } newKey && row is { IsLive: true } && !IsSettled(table, newKey, scope))
        {
            Park(table, key, newKey, row, scope);
            return;
        }
        if (row is not { IsLive: true })
        {
            if (row is null)
                NoteUnknownDelete(change, scope);
            row ??= new StoredRow();
        }
        Remove(table, key, row, table.DeletesApply ? ChangeCause.Change : null, scope);
        Raise(row, scope);
        _state.Put(table, key, row);
    }

    void ApplyUpsert(DecodedChange change, StoredRow? row, ChangeScope scope)
    {
        var table = change.Table!;
        var key = change.Key!;
        var moved = change.OtherKey is { } oldKey ? FindMoved(table, oldKey, key, row, scope) : null;
        var before = row is { IsLive: true } ? row.Image : moved?.Row.Image;
        var image = Complete(change.Image!, before);
        var evaluation = _evaluator.Evaluate(table, image, scope.Position);
        row ??= new StoredRow();
        if (change.OtherKey is { } old)
            TakeMoved(table, old, key, moved, scope);
        Raise(row, scope);
        NoteBehindSnapshot(row, change, scope);
        Become(
            table,
            key,
            row,
            image,
            evaluation,
            moved?.Row,
            change.OtherKey is null ? ChangeCause.Change : ChangeCause.Move,
            scope);
    }

    void ApplyRead(DecodedChange change, ChangeScope scope)
    {
        var table = change.Table!;
        var key = change.Key!;
        if (_state.Table(table).Floor is { } floor && scope.Position < floor)
            return;
        var row = _state.Row(table, key);
        if (row is not null && IsOldRead(row, scope))
            return;
        var image = Complete(change.Image!, row is { IsLive: true } ? row.Image : null);
        var evaluation = _evaluator.Evaluate(table, image, scope.Position);
        var cause = row is null && IsFirstSnapshot(scope) ? ChangeCause.Snapshot : ChangeCause.Resnapshot;
        row ??= new StoredRow();
        if (row.IsHeld)
            Drop(table, key, row);
        row.ReadAt = scope.Position;
        row.ReadMs = scope.CommitMs;
        Become(table, key, row, image, evaluation, null, cause, scope);
    }

    /// <summary>
    /// Whether a read was delivered before, or its snapshot is older than what is known of the row. Reads raise no
    /// fence: a transaction that was open across the snapshot is streamed after it, from places before it.
    /// </summary>
    static bool IsOldRead(StoredRow row, ChangeScope scope)
    {
        if (row.ReadAt is { } read && scope.Position <= read && scope.CommitMs <= row.ReadMs)
            return true;
        return row.Fence is { } fence && scope.Position < fence && scope.CommitMs <= row.CommitMs;
    }

    static void Raise(StoredRow row, ChangeScope scope)
    {
        row.Fence = scope.Position;
        row.CommitMs = Math.Max(row.CommitMs, scope.CommitMs);
    }

    // What the source did not send has not changed.
    static ColumnValue[] Complete(ColumnValue[] image, ColumnValue[]? before)
    {
        if (before is null)
            return image;
        for (var column = 0; column < image.Length; column++)
        {
            if (image[column].Kind == ValueKind.Unavailable)
                image[column] = before[column];
        }
        return image;
    }

    /// <summary>Gives a row its new image, and sends what that changes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The row's key.</param>
    /// <param name="row">What is known of it, with its positions raised already.</param>
    /// <param name="image">The new image.</param>
    /// <param name="evaluation">What it means.</param>
    /// <param name="moved">The row that came from another key; null for none.</param>
    /// <param name="cause">Why.</param>
    /// <param name="scope">By which record.</param>
    void Become(
        TableMapping table,
        string key,
        StoredRow row,
        ColumnValue[] image,
        Evaluation evaluation,
        StoredRow? moved,
        string cause,
        ChangeScope scope)
    {
        var before = row.IsLive ? row.Contributions : [];
        var imageBefore = row.IsLive ? row.Image : null;
        _state.Link(table, key, row.Lookups, evaluation.Lookups);
        if (moved is not null)
        {
            // Both rows cannot have been there; what the new key had goes, and the rest is one row's change.
            if (before.Length > 0)
                Send(table, key, row, before, [], cause, scope);
            before = moved.Contributions;
        }
        row.IsLive = true;
        row.Image = image;
        row.ImageAt = scope.Position;
        row.Lookups = evaluation.Lookups;
        foreach (var (reason, detail) in evaluation.Remarks)
            Alert(reason, detail, table.Id, key, scope);
        if (evaluation.Contributions is { } after)
        {
            EndWaiting(table, key, row);
            row.Contributions = after;
            Send(table, key, row, before, after, cause, scope);
            _state.Put(table, key, row);
        }
        else
        {
            row.Contributions = before;
            Wait(table, key, row, evaluation.Missing!.Value, scope);
        }
        Found(table, _state.MakeFindable(table, image), imageBefore, image, scope);
    }

    /// <summary>Takes a row away, with what it stood for if there is a cause; the caller stores it.</summary>
    void Remove(TableMapping table, string key, StoredRow row, string? cause, ChangeScope scope)
    {
        if (!row.IsLive)
            return;
        if (cause is not null)
            Send(table, key, row, row.Contributions, [], cause, scope);
        EndWaiting(table, key, row);
        _state.Link(table, key, row.Lookups, []);
        if (table.IsKeyless)
            _state.DeleteContent(table, row.Content, key);
        row.Bury();
    }
}
