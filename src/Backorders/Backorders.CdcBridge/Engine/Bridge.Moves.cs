using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.State;

namespace Backorders.CdcBridge.Engine;

/// <summary>
/// Changes of keys: a delete of the old key and an insert of the new one, from the same place in the log. Either may
/// come first, as they can stand in two partitions.
/// </summary>
sealed partial class Bridge
{
    /// <summary>Whether the other half of a change of a key has come, or was overtaken.</summary>
    bool IsSettled(TableMapping table, string newKey, ChangeScope scope) =>
        _state.Row(table, newKey)?.Fence is { } fence && fence >= scope.Position;

    /// <summary>Takes a row from its old key. Nothing is sent: it is on its way to the new one.</summary>
    void Park(TableMapping table, string oldKey, string newKey, StoredRow row, ChangeScope scope)
    {
        EndWaiting(table, oldKey, row);
        _state.Link(table, oldKey, row.Lookups, []);
        _state.PutMove(table, newKey, scope.Position, new ParkedMove(oldKey, row, scope.Origin, scope.CommitMs));
        var left = new StoredRow
        {
            Revision = row.Revision,
            ReadAt = row.ReadAt,
            ReadMs = row.ReadMs,
            CommitMs = row.CommitMs,
        };
        Raise(left, scope);
        _state.Put(table, oldKey, left);
        _state.Schedule(
            Now + (long)_mapping.Limits.MoveWait.TotalMilliseconds,
            TimerKind.Move,
            $"{table.Id}{Separator}{MoveText(scope.Position)}{Separator}{newKey}");
    }

    /// <summary>The row that the insert of a change of a key belongs to; null when nothing is known of it.</summary>
    ParkedMove? FindMoved(TableMapping table, string oldKey, string newKey, StoredRow? row, ChangeScope scope)
    {
        if (_state.Move(table, newKey, scope.Position) is { } parked)
            return parked;
        var old = _state.Row(table, oldKey);
        if (old is null && row is { IsLive: true } && IsMadeUp(oldKey))
        {
            // The old key names no row, and the new one has one that nobody removed. A row that is merely late has a
            // key.
            Halt(table, AlertReason.ReplicaIdentity, ReplicaIdentityText(table, oldKey), scope);
            throw new RowRejectedException(
                RowReason.TableHalted, $"'{table}' was halted by this change: {ReplicaIdentityText(table, oldKey)}");
        }
        return old is { IsLive: true } && (old.Fence is null || old.Fence < scope.Position)
            ? new ParkedMove(oldKey, old, scope.Origin, scope.CommitMs)
            : null;
    }

    /// <summary>Leaves nothing of a row at its old key.</summary>
    void TakeMoved(TableMapping table, string oldKey, string newKey, ParkedMove? moved, ChangeScope scope)
    {
        _state.DeleteMove(table, newKey, scope.Position);
        var old = _state.Row(table, oldKey) ?? new StoredRow();
        if (old.Fence >= scope.Position)
            return;
        if (moved is not null && old.IsLive)
        {
            EndWaiting(table, oldKey, old);
            _state.Link(table, oldKey, old.Lookups, []);
            old.Bury();
        }
        Raise(old, scope);
        _state.Put(table, oldKey, old);
    }

    /// <summary>Removes what an insert that was overtaken would have taken from its old key.</summary>
    void EndOldKey(TableMapping table, string oldKey, string newKey, ChangeScope scope)
    {
        if (_state.Move(table, newKey, scope.Position) is not null)
            RemoveMoved(table, newKey, scope.Position, scope);
        var old = _state.Row(table, oldKey);
        if (old is not { IsLive: true } || old.Fence >= scope.Position)
            return;
        Remove(table, oldKey, old, ChangeCause.Move, scope);
        Raise(old, scope);
        _state.Put(table, oldKey, old);
    }

    /// <summary>The second half of a change of a key did not come: the row is deleted.</summary>
    void EndMove(string about)
    {
        var parts = about.Split(Separator, 3);
        if (_mapping.OfId(parts[0]) is not { } table)
            return;
        var position = MovePosition(parts[1]);
        if (_state.Move(table, parts[2], position) is not { } move)
            return;
        var scope = new ChangeScope(move.Origin, position, move.CommitMs, Now, null, null);
        RemoveMoved(table, parts[2], position, scope);
        Alert(
            AlertReason.MoveIncomplete,
            $"the key of row {move.OldKey} changed to {parts[2]}, and the row did not come under it within "
            + $"{_mapping.Limits.MoveWait.TotalSeconds:0.###} s: it counts as deleted",
            table.Id,
            move.OldKey,
            scope);
    }

    /// <summary>Sends the end of a row that was on its way.</summary>
    void RemoveMoved(TableMapping table, string newKey, SourcePosition position, ChangeScope scope)
    {
        if (_state.Move(table, newKey, position) is not { } move)
            return;
        _state.DeleteMove(table, newKey, position);
        var old = _state.Row(table, move.OldKey) ?? new StoredRow();
        Send(table, move.OldKey, old, move.Row.Contributions, [], ChangeCause.Move, scope);
        _state.Put(table, move.OldKey, old);
    }

    void NoteUnknownDelete(DecodedChange change, ChangeScope scope)
    {
        var table = change.Table!;
        if (IsMadeUp(change.Key!))
        {
            Halt(table, AlertReason.ReplicaIdentity, ReplicaIdentityText(table, change.Key!), scope);
            throw new RowRejectedException(
                RowReason.TableHalted,
                $"'{table}' was halted by this change: {ReplicaIdentityText(table, change.Key!)}");
        }
        if (_state.Source.HadSnapshot && change.OtherKey is null)
            Alert(
                AlertReason.DeleteOfUnknownRow,
                $"row {change.Key} was deleted, and was not known",
                table.Id,
                change.Key!,
                scope);
    }

    // A source that does not log the key's columns sends their types' zero for them: 0, "", a UUID or a date of zeros.
    static bool IsMadeUp(string key) => key.AsSpan().IndexOfAnyExcept("0,-:. TZ") < 0 || key == "1970-01-01T00:00:00Z";

    static string ReplicaIdentityText(TableMapping table, string key) =>
        $"a change names the row {key}, which was never there: the replica identity of '{table}' does not hold its "
        + "primary key " +
        "(USING INDEX?), so its rows cannot be followed. Set it to DEFAULT or FULL";

    static string MoveText(SourcePosition position)
    {
        Span<byte> bytes = stackalloc byte[SourcePosition.Size];
        position.Write(bytes);
        return Convert.ToHexString(bytes);
    }

    static SourcePosition MovePosition(string text) => SourcePosition.Read(Convert.FromHexString(text));
}
