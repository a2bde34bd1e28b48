using System.Text.Json;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Reads what connectors send beside rows. These are few, so they are read as documents.</summary>
static class ControlDecoder
{
    /// <summary>Reads the beginning or end of a transaction.</summary>
    public static DecodedChange Transaction(CapturedRecord record, Envelope envelope, BridgeMapping mapping)
    {
        var id = TransactionIds.Of(mapping.Source.Connector, envelope.Id);
        if (envelope.Status == "BEGIN")
            return new DecodedChange(record, ChangeKind.TransactionBegin) { TransactionId = id };
        if (envelope.Status != "END")
            throw new DecodeException(
                DecodeReason.UnknownShape, $"the transaction's status '{envelope.Status}' is neither BEGIN nor END");
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!envelope.DataCollections.IsEmpty)
        {
            var reader = JsonText.Reader(envelope.DataCollections);
            using var document = JsonDocument.ParseValue(ref reader);
            foreach (var item in Array(document.RootElement))
            {
                if (Text(item, "data_collection") is { } name && item.TryGetProperty("event_count", out var count)
                    && count.TryGetInt32(out var number))
                    counts[name] = counts.GetValueOrDefault(name) + number;
            }
        }
        return new DecodedChange(record, ChangeKind.TransactionEnd) { TransactionId = id, TableCounts = counts };
    }

    /// <summary>Reads a statement that changed tables.</summary>
    public static DecodedChange SchemaChange(CapturedRecord record, Envelope envelope, BridgeMapping mapping)
    {
        var source = envelope.Source!;
        var reader = JsonText.Reader(envelope.TableChanges);
        using var document = JsonDocument.ParseValue(ref reader);
        return new DecodedChange(record, ChangeKind.SchemaChange)
        {
            Position = PositionReader.Read(mapping.Source.Connector, source, isRead: true),
            CommitMs = source.CommitMs ?? 0,
            ServerId = source.ServerId ?? 0,
            Marker = source.Snapshot is null or "false" ? SnapshotMarker.None : SnapshotMarker.Within,
            Statement = envelope.Statement,
            TableChanges =
                [.. Array(document.RootElement).Select(item => TableOf(item, mapping)).OfType<TableChange>()],
        };
    }

    static TableChange? TableOf(JsonElement item, BridgeMapping mapping)
    {
        if (Text(item, "type") is not { } type || Text(item, "id") is not { } id)
            return null;
        // "database"."table", or "database"."schema"."table".
        var parts = id.Split('.').Select(part => part.Trim('"')).ToArray();
        var name = parts.Length > 2 && mapping.Source.Connector is not (ConnectorKind.MySql or ConnectorKind.MariaDb)
            ? string.Join('.', parts[^2..]) : string.Join('.', parts);
        Dictionary<string, SchemaColumn>? columns = null;
        if (item.TryGetProperty("table", out var table) && table.ValueKind == JsonValueKind.Object
            && table.TryGetProperty("columns", out var list))
        {
            columns = new(StringComparer.Ordinal);
            foreach (var column in Array(list))
            {
                if (Text(column, "name") is { } columnName)
                    columns[columnName] = Column(column);
            }
        }
        return new TableChange(type, name, columns);
    }

    static SchemaColumn Column(JsonElement column)
    {
        var type = (Text(column, "typeName") ?? "").ToUpperInvariant();
        var scale = column.TryGetProperty("scale", out var number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out var value)
            ? value : (int?)null;
        var isDecimal = type.StartsWith("DECIMAL", StringComparison.Ordinal)
            || type.StartsWith("NUMERIC", StringComparison.Ordinal)
            || type.StartsWith("DEC", StringComparison.Ordinal) || type.StartsWith("FIXED", StringComparison.Ordinal);
        return new SchemaColumn(Family(type, isDecimal), isDecimal ? scale ?? 0 : null, type, isDecimal);
    }

    static string Family(string type, bool isDecimal) => type switch
    {
        _ when isDecimal || type.Contains("INT", StringComparison.Ordinal)
            || type.Contains("FLOAT", StringComparison.Ordinal)
            || type.Contains("DOUBLE", StringComparison.Ordinal) || type.Contains("REAL", StringComparison.Ordinal)
            || type.Contains("NUMBER", StringComparison.Ordinal) => "number",
        _ when type.Contains("CHAR", StringComparison.Ordinal) || type.Contains("TEXT", StringComparison.Ordinal)
            || type.Contains("ENUM", StringComparison.Ordinal) => "text",
        _ when type.Contains("DATE", StringComparison.Ordinal) || type.Contains("TIME", StringComparison.Ordinal) =>
            "time",
        _ => "other",
    };

    static IEnumerable<JsonElement> Array(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
