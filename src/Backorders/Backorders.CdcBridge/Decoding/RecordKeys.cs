using System.Text;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Keys of rows, from keys and headers of records.</summary>
static class RecordKeys
{
    /// <summary>The record's key; null when it has none or the table is without keys.</summary>
    public static RowKey? Read(CapturedRecord record, TableMapping table) =>
        record.Key is { } key && !table.IsKeyless ? KeyReader.Read(key) : null;

    /// <summary>A row's key in one text: of the columns that the mapping names, else all of the record's key.</summary>
    /// <param name="key">The record's key, or null.</param>
    /// <param name="table">The table.</param>
    /// <param name="image">The row, asked for when the record's key does not have the columns.</param>
    public static string Text(RowKey? key, TableMapping table, Func<ColumnValue[]> image)
    {
        if (table.KeyColumns.Count == 0)
            return key?.Canonical() ?? throw new DecodeException(DecodeReason.MissingKey, "the record has no key");
        if (key is not null && TryText(key, table, out var text))
            return text;
        var row = image();
        return RowKey.Join(table.KeyColumns.Select(column => row[column].Kind is ValueKind.Text or ValueKind.TypedText
            or ValueKind.Integer or ValueKind.Decimal or ValueKind.Boolean
            ? row[column].Text
            : throw new DecodeException(
                DecodeReason.MissingKey, $"the row has no value of its key's column '{table.Columns[column]}'")));
    }

    /// <summary>The other half's key of a change of a key.</summary>
    public static string? Other(CapturedRecord record, TableMapping table, RowOperation operation)
    {
        var name = operation == RowOperation.Delete ? "__debezium.newkey" : "__debezium.oldkey";
        if (record.Header(name) is not { Length: > 0 } header)
            return null;
        var key = KeyReader.Read(header);
        if (table.KeyColumns.Count == 0)
            return key.Canonical();
        return TryText(key, table, out var text)
            ? text
            : throw new DecodeException(DecodeReason.InvalidKey, $"the header {name} does not have the key's columns");
    }

    /// <summary>Which start of the connector sent the record.</summary>
    public static string? RunId(CapturedRecord record) =>
        record.Header("__debezium.context.runId") is { } id ? Encoding.UTF8.GetString(id) : null;

    static bool TryText(RowKey key, TableMapping table, out string text)
    {
        text = "";
        var parts = new List<string>(table.KeyColumns.Count);
        foreach (var column in table.KeyColumns)
        {
            if (key.Find(table.ColumnNames[column]) is not { } part)
                return false;
            parts.Add(part);
        }
        text = RowKey.Join(parts);
        return true;
    }
}
