using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.State;

/// <summary>Changes that may be in a snapshot's reads already: they wait until that is known.</summary>
sealed partial class BridgeState
{
    const byte HeldTable = (byte)'U';

    public void PutHeld(TableMapping table, string key, HeldChange change)
    {
        byte[]? image = null;
        if (change.Image is not null)
        {
            RowCodec.WriteImage(_value.Begin(), change.Image, LayoutOf(table));
            image = _value.Written.ToArray();
        }
        _value.Begin().OptionalBytes(image).Number(change.CommitMs).Text(change.TransactionId ?? "");
        RecordCodec.Write(_value, change.Record);
        _store.Put(HeldPrefix(table, key).Position(change.Position).Written, _value.Written);
    }

    /// <summary>The changes of a row that wait, by their place.</summary>
    public IReadOnlyList<HeldChange> Held(TableMapping table, string key)
    {
        var prefix = HeldPrefix(table, key).Written.ToArray();
        var changes = new List<HeldChange>();
        foreach (var (entry, value) in ScanAll(prefix))
        {
            var position = new StateReader(entry.AsSpan(prefix.Length)).Position();
            var reader = new StateReader(value);
            var image = reader.OptionalBytes();
            var commit = reader.Number();
            var transaction = reader.Text();
            changes.Add(new HeldChange(
                position,
                image is null ? null : RowCodec.ReadImage(image, Table(table).Layouts, table),
                commit,
                transaction.Length == 0 ? null : transaction,
                RecordCodec.Read(ref reader)));
        }
        return changes;
    }

    public void DeleteHeld(TableMapping table, string key)
    {
        foreach (var (entry, _) in ScanAll(HeldPrefix(table, key).Written.ToArray()).ToList())
            _store.Delete(entry);
    }

    /// <summary>The rows of which changes wait: their tables and keys.</summary>
    public IReadOnlyList<(string Table, string Key)> HeldRows()
    {
        var rows = new List<(string Table, string Key)>();
        foreach (var (entry, _) in ScanAll([HeldTable]))
        {
            var reader = new StateReader(entry.AsSpan(1));
            var row = (reader.KeyPart(), reader.KeyPart());
            if (rows.Count == 0 || rows[^1] != row)
                rows.Add(row);
        }
        return rows;
    }

    StateWriter HeldPrefix(TableMapping table, string key) =>
        _key.Begin().Byte(HeldTable).KeyPart(table.Id).KeyPart(key);
}
