using System.Text;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.State;

/// <summary>
/// The bridge's state in one ordered store; the first byte of a key is its table. What it holds in memory beside the
/// store is the same as what stands there, and is forgotten when a step fails. For one thread.
/// </summary>
sealed partial class BridgeState
{
    const byte SourceTable = (byte)'S';
    const byte TableTable = (byte)'T';
    const byte RowTable = (byte)'R';

    readonly IBridgeStore _store;
    readonly Dictionary<string, TableState> _tables = new(StringComparer.Ordinal);
    readonly StateWriter _key = new();
    readonly StateWriter _value = new();
    SourceState? _source;

    public BridgeState(IBridgeStore store) => _store = store;

    public SourceState Source
    {
        get
        {
            if (_source is null)
                _source = _store.Get([SourceTable]) is { } bytes ? SourceState.Read(bytes) : new SourceState();
            return _source;
        }
    }

    /// <summary>Writes the source's state, which every record changes.</summary>
    public void Flush()
    {
        Source.Write(_value);
        _store.Put([SourceTable], _value.Written);
    }

    /// <summary>Forgets all but the store: a step failed, and the store may have been set back.</summary>
    public void Forget()
    {
        _source = null;
        _tables.Clear();
        _found.Clear();
        _nextDue = null;
    }

    public TableState Table(TableMapping table)
    {
        if (_tables.TryGetValue(table.Id, out var state))
            return state;
        state = _store.Get(_key.Begin().Byte(TableTable).KeyPart(table.Id).Written) is { } bytes
            ? TableState.Read(bytes)
            : new TableState();
        _tables.Add(table.Id, state);
        return state;
    }

    public void Save(TableMapping table)
    {
        _tables[table.Id].Write(_value);
        _store.Put(_key.Begin().Byte(TableTable).KeyPart(table.Id).Written, _value.Written);
    }

    /// <summary>What is known of a row key; null when nothing is.</summary>
    public StoredRow? Row(TableMapping table, string key) =>
        _store.Get(RowKeyOf(table, key)) is { } bytes ? RowCodec.Read(bytes, Table(table).Layouts, table) : null;

    /// <summary>Writes what is known of a row key. <see cref="Link"/> keeps its indexes.</summary>
    public void Put(TableMapping table, string key, StoredRow row)
    {
        var layout = LayoutOf(table);
        RowCodec.Write(_value, row, layout);
        _store.Put(RowKeyOf(table, key), _value.Written);
    }

    /// <summary>The rows of a table that exist, with their keys.</summary>
    public IEnumerable<(string Key, StoredRow Row)> LiveRows(TableMapping table)
    {
        var prefix = _key.Begin().Byte(RowTable).KeyPart(table.Id).Written.ToArray();
        foreach (var (key, value) in ScanAll(prefix))
        {
            var row = RowCodec.Read(value, Table(table).Layouts, table);
            if (row.IsLive)
                yield return (Encoding.UTF8.GetString(key.AsSpan(prefix.Length)), row);
        }
    }

    // A layout that is new must be stored before the first row that needs it.
    int LayoutOf(TableMapping table)
    {
        var state = Table(table);
        for (var index = 0; index < state.Layouts.Count; index++)
        {
            if (state.Layouts[index].AsSpan().SequenceEqual(table.ColumnArray))
                return index;
        }
        state.Layouts.Add(table.ColumnArray);
        Save(table);
        return state.Layouts.Count - 1;
    }

    ReadOnlySpan<byte> RowKeyOf(TableMapping table, string key) =>
        _key.Begin().Byte(RowTable).KeyPart(table.Id).Tail(key).Written;

    IEnumerable<KeyValuePair<byte[], byte[]>> ScanAll(byte[] prefix)
    {
        const int Page = 512;
        byte[] after = [];
        while (true)
        {
            var page = _store.Scan(prefix, after, Page);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < Page)
                yield break;
            after = page[^1].Key;
        }
    }
}
