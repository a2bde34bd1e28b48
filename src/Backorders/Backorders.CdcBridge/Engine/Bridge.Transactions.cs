using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.State;

namespace Backorders.CdcBridge.Engine;

/// <summary>Keeps the changes of a transaction together, where the mapping asks for it.</summary>
sealed partial class Bridge
{
    /// <summary>
    /// Whether a change waits for the others of its transaction. One that was applied before does not.
    /// </summary>
    bool WaitsForTransaction(DecodedChange change)
    {
        if (_mapping.Grouping is not { } settings || change.TransactionId is not { } id || !change.HasTransactionEnd)
            return false;
        var group = _state.Group(id) ?? NewGroup(id, settings);
        if (group.IsOpen)
            return false;
        var table = change.Table!;
        var position = Place(change);
        var isOld = !table.IsKeyless && _state.Row(table, change.Key!)?.Fence >= position;
        var key = change.Key ?? $"{change.Content:x16}{change.ContentBefore:x16}";
        var name = $"{table.Id}{Separator}{MoveText(position)}{Separator}{key}";
        if (!_state.AddGrouped(id, name, group.Received.Values.Sum(), isOld ? null : change.Record))
            return true;
        group.Received[table.Id] = group.Received.GetValueOrDefault(table.Id) + 1;
        if (!isOld)
        {
            group.Buffered++;
            _state.Source.Grouped++;
        }
        _state.Put(id, group);
        if (IsWhole(group))
            Release(id, group);
        else if (_state.Source.Grouped > settings.Changes)
            Overflow(id, group, change);
        return true;
    }

    void NoteTransaction(DecodedChange change)
    {
        if (_mapping.Grouping is not { } settings || change.TransactionId is not { } id
            || change.Kind != ChangeKind.TransactionEnd)
            return;
        var group = _state.Group(id) ?? NewGroup(id, settings);
        group.Expected = new(change.TableCounts!, StringComparer.Ordinal);
        _state.Put(id, group);
        if (IsWhole(group))
            Release(id, group);
    }

    TransactionGroup NewGroup(string id, Mapping.GroupingSettings settings)
    {
        var group = new TransactionGroup { Due = Now + (long)settings.Wait.TotalMilliseconds };
        _state.Put(id, group);
        _state.Schedule(group.Due, TimerKind.Transaction, id);
        return group;
    }

    // Tables that are not mapped, and logical messages, count in the transaction and never come here.
    bool IsWhole(TransactionGroup group) =>
        group.Expected is { } expected
            && _mapping.Tables.All(table => Expected(expected, table.Id) <= group.Received.GetValueOrDefault(table.Id));

    // Some connectors put the database before schema and table.
    static int Expected(Dictionary<string, int> counts, string table)
    {
        if (counts.TryGetValue(table, out var exact))
            return exact;
        foreach (var (name, count) in counts)
        {
            if (name.EndsWith("." + table, StringComparison.Ordinal))
                return count;
        }
        return 0;
    }

    void Release(string id, TransactionGroup group)
    {
        _state.DeleteGroup(id);
        _state.Source.Grouped -= group.Buffered;
        foreach (var record in _state.TakeGrouped(id))
            Apply(_decoder.Decode(record));
    }

    void Overflow(string id, TransactionGroup group, DecodedChange change)
    {
        Alert(
            AlertReason.TransactionTooLarge,
            $"transaction {id} has {group.Buffered} changes and no end yet: more than {_mapping.Grouping!.Changes} "
            + "are not kept, its changes pass one by one",
            "",
            "",
            Scope(change, Place(change)));
        Release(id, group);
        _state.Put(id, new TransactionGroup { Due = group.Due, IsOpen = true });
    }

    void EndGroup(string id, long due)
    {
        if (_state.Group(id) is not { } group || group.Due > due)
            return;
        if (group.Buffered > 0)
        {
            var origin = new RecordOrigin("", 0, -1, "");
            Alert(
                AlertReason.TransactionIncomplete,
                $"transaction {id} did not come whole in time: {group.Received.Values.Sum()} changes came" +
                (group.Expected is { } expected ? $" of {expected.Values.Sum()}" : " and no end")
                    + "; they count all the same",
                "",
                "",
                new ChangeScope(origin, default, 0, Now, id, null));
        }
        Release(id, group);
    }
}
