using Backorders.CdcBridge.Decoding;

namespace Backorders.CdcBridge.State;

/// <summary>Transactions whose changes wait for each other.</summary>
sealed partial class BridgeState
{
    const byte GroupTable = (byte)'g';
    const byte GroupedTable = (byte)'G';

    public TransactionGroup? Group(string transaction)
    {
        if (_store.Get(_key.Begin().Byte(GroupTable).Tail(transaction).Written) is not { } bytes)
            return null;
        var reader = new StateReader(bytes);
        var group = new TransactionGroup
        {
            Due = reader.Number(),
            Buffered = (int)reader.Number(),
            IsOpen = reader.Byte() == 1,
        };
        group.Received = Counts(ref reader);
        if (reader.Byte() == 1)
            group.Expected = Counts(ref reader);
        return group;
    }

    public void Put(string transaction, TransactionGroup group)
    {
        _value.Begin().Number(group.Due).Number(group.Buffered).Byte(group.IsOpen ? (byte)1 : (byte)0);
        Write(group.Received);
        if (group.Expected is null)
            _value.Byte(0);
        else
            Write(group.Expected, mark: true);
        _store.Put(_key.Begin().Byte(GroupTable).Tail(transaction).Written, _value.Written);
    }

    /// <summary>Keeps a change of a transaction; without its record when it needs not wait.</summary>
    /// <returns>False when it was there.</returns>
    public bool AddGrouped(string transaction, string change, int number, CapturedRecord? record)
    {
        var key = _key.Begin().Byte(GroupedTable).KeyPart(transaction).Tail(change).Written;
        if (_store.Get(key) is not null)
            return false;
        _value.Begin().Number(number).Byte(record is null ? (byte)0 : (byte)1);
        if (record is not null)
            RecordCodec.Write(_value, record);
        _store.Put(_key.Written, _value.Written);
        return true;
    }

    /// <summary>Takes the changes of a transaction that wait, in the order in which they came.</summary>
    public IReadOnlyList<CapturedRecord> TakeGrouped(string transaction)
    {
        var records = new List<(long Number, CapturedRecord Record)>();
        var prefix = _key.Begin().Byte(GroupedTable).KeyPart(transaction).Written.ToArray();
        foreach (var (key, value) in ScanAll(prefix).ToList())
        {
            var reader = new StateReader(value);
            var number = reader.Number();
            if (reader.Byte() == 1)
                records.Add((number, RecordCodec.Read(ref reader)));
            _store.Delete(key);
        }
        records.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        return [.. records.Select(item => item.Record)];
    }

    public void DeleteGroup(string transaction) =>
        _store.Delete(_key.Begin().Byte(GroupTable).Tail(transaction).Written);

    void Write(Dictionary<string, int> counts, bool mark = false)
    {
        if (mark)
            _value.Byte(1);
        _value.Number(counts.Count);
        foreach (var (table, count) in counts)
            _value.Text(table).Number(count);
    }

    static Dictionary<string, int> Counts(ref StateReader reader)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var left = reader.Number(); left > 0; left--)
            counts[reader.Text()] = (int)reader.Number();
        return counts;
    }
}
