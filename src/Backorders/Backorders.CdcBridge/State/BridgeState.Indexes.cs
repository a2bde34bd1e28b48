using System.Text;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.State;

/// <summary>Lookups: which row a key finds, and which rows looked it up.</summary>
sealed partial class BridgeState
{
    const byte FoundTable = (byte)'I';
    const byte DependentTable = (byte)'D';
    const byte ContentTable = (byte)'H';
    const int MaxRemembered = 50_000;

    readonly Dictionary<UsedLookup, ColumnValue[]> _found = [];

    /// <summary>
    /// The row that a lookup finds; null when there never was one. A deleted row is still found, as it last was: rows
    /// that refer to it live on, and it is what they were about.
    /// </summary>
    public ColumnValue[]? Find(LookupDefinition definition, string key)
    {
        var used = new UsedLookup(definition.Name, key);
        if (_found.TryGetValue(used, out var image))
            return image;
        if (_store.Get(FoundKey(definition.Name, key)) is not { } bytes)
            return null;
        image = RowCodec.ReadImage(bytes, Table(definition.Table).Layouts, definition.Table);
        if (_found.Count == MaxRemembered)
            _found.Clear();
        _found.Add(used, image);
        return image;
    }

    /// <summary>Makes a row findable under its keys.</summary>
    /// <returns>The lookups that find it now.</returns>
    public IReadOnlyList<UsedLookup> MakeFindable(TableMapping table, ColumnValue[] image)
    {
        if (table.Lookups.Count == 0)
            return [];
        var layout = LayoutOf(table);
        var now = new List<UsedLookup>(table.Lookups.Count);
        foreach (var definition in table.Lookups)
        {
            if (LookupKey(definition, image) is not { } key)
                continue;
            RowCodec.WriteImage(_value.Begin(), image, layout);
            _store.Put(FoundKey(definition.Name, key), _value.Written);
            var used = new UsedLookup(definition.Name, key);
            _found.Remove(used);
            now.Add(used);
        }
        return now;
    }

    /// <summary>Writes which lookups a row needs, in place of those that it needed before.</summary>
    public void Link(
        TableMapping table, string rowKey, IReadOnlyList<UsedLookup> before, IReadOnlyList<UsedLookup> after)
    {
        foreach (var used in before)
        {
            if (!after.Contains(used))
                _store.Delete(DependentKey(used, table, rowKey));
        }
        foreach (var used in after)
        {
            if (!before.Contains(used))
                _store.Put(DependentKey(used, table, rowKey), []);
        }
    }

    /// <summary>The rows that need a lookup: their tables and keys.</summary>
    public IReadOnlyList<(string Table, string Key)> Dependents(UsedLookup used)
    {
        var prefix = _key.Begin().Byte(DependentTable).KeyPart(used.Lookup).KeyPart(used.Key).Written.ToArray();
        var rows = new List<(string, string)>();
        foreach (var (key, _) in ScanAll(prefix))
        {
            var reader = new StateReader(key.AsSpan(prefix.Length));
            rows.Add((reader.KeyPart(), reader.Tail()));
        }
        return rows;
    }

    /// <summary>The keys of the rows without a key of their own that hold this.</summary>
    public IReadOnlyList<string> KeysOfContent(TableMapping table, ulong content)
    {
        var prefix = _key.Begin().Byte(ContentTable).KeyPart(table.Id).Ordered((long)content).Written.ToArray();
        return [.. ScanAll(prefix).Select(entry => Encoding.UTF8.GetString(entry.Key.AsSpan(prefix.Length)))];
    }

    public void PutContent(TableMapping table, ulong content, string rowKey) =>
        _store.Put(_key.Begin().Byte(ContentTable).KeyPart(table.Id).Ordered((long)content).Tail(rowKey).Written, []);

    public void DeleteContent(TableMapping table, ulong content, string rowKey) =>
        _store.Delete(_key.Begin().Byte(ContentTable).KeyPart(table.Id).Ordered((long)content).Tail(rowKey).Written);

    static string? LookupKey(LookupDefinition definition, ColumnValue[] image)
    {
        if (definition.Columns.Count == 1)
            return Part(image[definition.Columns[0]]);
        var parts = new List<string>(definition.Columns.Count);
        foreach (var column in definition.Columns)
        {
            if (Part(image[column]) is not { } part)
                return null;
            parts.Add(part);
        }
        return Decoding.RowKey.Join(parts);
    }

    static string? Part(ColumnValue value) =>
        value.Kind is ValueKind.Null or ValueKind.Missing or ValueKind.Unavailable or ValueKind.Complex
            ? null
            : value.Trimmed;

    ReadOnlySpan<byte> FoundKey(string lookup, string key) =>
        _key.Begin().Byte(FoundTable).KeyPart(lookup).Tail(key).Written;

    ReadOnlySpan<byte> DependentKey(UsedLookup used, TableMapping table, string rowKey) =>
        _key.Begin().Byte(DependentTable).KeyPart(used.Lookup).KeyPart(used.Key).KeyPart(table.Id).Tail(rowKey).Written;
}
