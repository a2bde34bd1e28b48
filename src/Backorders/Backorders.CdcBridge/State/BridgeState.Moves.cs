using Backorders.CdcBridge.Engine;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.State;

/// <summary>Rows between two keys, and balances that wait for their explanation.</summary>
sealed partial class BridgeState
{
    const byte MoveTable = (byte)'M';
    const byte RemainderTable = (byte)'X';

    public void PutMove(TableMapping table, string newKey, SourcePosition position, ParkedMove move)
    {
        var layout = LayoutOf(table);
        RowCodec.Write(_value, move.Row, layout);
        var row = _value.Written.ToArray();
        WriteOrigin(_value.Begin().Bytes(row).Text(move.OldKey).Number(move.CommitMs), move.Origin);
        _store.Put(MoveKey(table, newKey, position), _value.Written);
    }

    public ParkedMove? Move(TableMapping table, string newKey, SourcePosition position)
    {
        if (_store.Get(MoveKey(table, newKey, position)) is not { } bytes)
            return null;
        var reader = new StateReader(bytes);
        var row = RowCodec.Read(reader.Bytes(), Table(table).Layouts, table);
        var oldKey = reader.Text();
        var commit = reader.Number();
        return new ParkedMove(oldKey, row, ReadOrigin(ref reader), commit);
    }

    public void DeleteMove(TableMapping table, string newKey, SourcePosition position) =>
        _store.Delete(MoveKey(table, newKey, position));

    /// <summary>The rows of a table that are between two keys: the new one, and where the change stands.</summary>
    public IReadOnlyList<(string NewKey, SourcePosition Position)> Moves(TableMapping table)
    {
        var prefix = _key.Begin().Byte(MoveTable).KeyPart(table.Id).Written.ToArray();
        var moves = new List<(string, SourcePosition)>();
        foreach (var (key, _) in ScanAll(prefix))
        {
            var reader = new StateReader(key.AsSpan(prefix.Length));
            moves.Add((reader.KeyPart(), reader.Position()));
        }
        return moves;
    }

    public Remainder Remainder(TableMapping balance, string sku, string site)
    {
        if (_store.Get(RemainderKey(balance, sku, site)) is not { } bytes)
            return new Remainder();
        var reader = new StateReader(bytes);
        return new Remainder
        {
            Balance = reader.Number(),
            Explained = reader.Number(),
            Sent = reader.Number(),
            Revision = reader.Number(),
            IsDue = reader.Byte() == 1,
            CommitMs = reader.Number(),
            Origin = ReadOrigin(ref reader),
        };
    }

    public void Put(TableMapping balance, string sku, string site, Remainder remainder)
    {
        _value.Begin().Number(remainder.Balance).Number(
            remainder.Explained).Number(remainder.Sent).Number(remainder.Revision)
            .Byte(remainder.IsDue ? (byte)1 : (byte)0).Number(remainder.CommitMs);
        WriteOrigin(_value, remainder.Origin);
        _store.Put(RemainderKey(balance, sku, site), _value.Written);
    }

    static void WriteOrigin(StateWriter writer, in RecordOrigin origin) =>
        writer.Text(origin.Topic ?? "").Number(origin.Partition).Number(origin.Offset).Text(origin.Position ?? "");

    static RecordOrigin ReadOrigin(ref StateReader reader)
    {
        var topic = reader.Text();
        var partition = (int)reader.Number();
        var offset = reader.Number();
        return new RecordOrigin(topic, partition, offset, reader.Text());
    }

    ReadOnlySpan<byte> MoveKey(TableMapping table, string newKey, SourcePosition position) =>
        _key.Begin().Byte(MoveTable).KeyPart(table.Id).KeyPart(newKey).Position(position).Written;

    ReadOnlySpan<byte> RemainderKey(TableMapping balance, string sku, string site) =>
        _key.Begin().Byte(RemainderTable).KeyPart(balance.Id).KeyPart(sku).Tail(site).Written;
}
