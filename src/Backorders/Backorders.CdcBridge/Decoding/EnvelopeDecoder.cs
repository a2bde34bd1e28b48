using System.IO.Hashing;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Reads change events in their envelope.</summary>
sealed class EnvelopeDecoder(BridgeMapping mapping)
{
    readonly string _connector = MappingWords.Connectors.First(word => word.Value == mapping.Source.Connector).Key;

    public DecodedChange Decode(CapturedRecord record, TableMapping? table, Envelope envelope, RowSchema? schema)
    {
        var source = envelope.Source!;
        if (envelope.Operation == "m")
            return new DecodedChange(record, ChangeKind.Message);
        if (table is null)
            throw new DecodeException(
                DecodeReason.UnknownShape, "a change of a row in a topic that is none of a table");
        RequireSource(source, table);
        var commit = source.CommitMs ?? throw new DecodeException(DecodeReason.InvalidSource, "source has no ts_ms");
        var isRead = envelope.Operation == "r" || Marker(source.Snapshot) != SnapshotMarker.None;
        var position = PositionReader.Read(mapping.Source.Connector, source, isRead);
        var transaction = TransactionIds.Of(
            mapping.Source.Connector, envelope.TransactionId ?? source.TransactionId ?? source.Gtid);
        if (envelope.Operation == "t")
        {
            return new DecodedChange(record, ChangeKind.Truncate)
            {
                Table = table,
                Position = position,
                CommitMs = commit,
                TransactionId = transaction,
                ServerId = source.ServerId ?? 0,
            };
        }
        var operation = Operation(envelope.Operation!, source);
        if (envelope.After.IsEmpty && operation != RowOperation.Delete)
            throw new DecodeException(DecodeReason.MissingAfter, $"op '{envelope.Operation}' has no row after it");
        var key = RecordKeys.Read(record, table);
        var image = operation == RowOperation.Delete ? null : RowReader.Read(envelope.After, table, schema, key);
        return new DecodedChange(record, ChangeKind.Row)
        {
            Table = table,
            Operation = operation,
            Key = table.IsKeyless ? null : RecordKeys.Text(key, table, () => image ?? Before(record, table)),
            OtherKey = table.IsKeyless ? null : RecordKeys.Other(record, table, operation),
            Position = position,
            CommitMs = commit,
            Marker = Marker(source.Snapshot),
            TransactionId = operation == RowOperation.Read ? null : transaction,
            HasTransactionEnd = envelope.TransactionId is not null && operation != RowOperation.Read,
            ServerId = source.ServerId ?? 0,
            RunId = RecordKeys.RunId(record),
            Image = image,
            Content = table.IsKeyless && !envelope.After.IsEmpty ? XxHash3.HashToUInt64(envelope.After) : 0,
            ContentBefore = table.IsKeyless && !envelope.Before.IsEmpty ? XxHash3.HashToUInt64(envelope.Before) : 0,
            Schema = schema,
        };
    }

    /// <summary>The end of a snapshot, if the message is the last read of one.</summary>
    public DecodedChange End(CapturedRecord record, Envelope envelope)
    {
        if (envelope is not { Operation: "r" or "c", Source: { Snapshot: "last" } source })
            return new DecodedChange(record, ChangeKind.Ignored);
        return new DecodedChange(record, ChangeKind.SnapshotEnd)
        {
            Position = PositionReader.Read(mapping.Source.Connector, source, isRead: true),
            CommitMs = source.CommitMs ?? 0,
            Marker = SnapshotMarker.Last,
            RunId = RecordKeys.RunId(record),
        };
    }

    // Only a delete of a record without a key needs it, so the envelope is read again for it.
    static ColumnValue[] Before(CapturedRecord record, TableMapping table)
    {
        var payload = new MessageSplitter().Split(record.Value, table, out var schema);
        var envelope = Envelope.Read(payload);
        return envelope.Before.IsEmpty
            ? throw new DecodeException(DecodeReason.MissingKey, "the record has no key, and no row before it")
            : RowReader.Read(envelope.Before, table, schema, null);
    }

    void RequireSource(SourceBlock source, TableMapping table)
    {
        if (source.Connector is { } connector && !string.Equals(connector, _connector, StringComparison.Ordinal))
            throw new DecodeException(
                DecodeReason.InvalidSource, $"source.connector is '{connector}', the mapping's is '{_connector}'");
        if (source.Table is null)
            throw new DecodeException(DecodeReason.InvalidSource, "source has no table");
        var qualifier = mapping.Source.Connector is ConnectorKind.MySql or ConnectorKind.MariaDb
            ? source.Database
            : source.Schema;
        var id = $"{qualifier}.{source.Table}";
        if (!string.Equals(id, table.Id, StringComparison.Ordinal)
            && !string.Equals(source.Table, table.Id, StringComparison.Ordinal))
            throw new DecodeException(
                DecodeReason.InvalidSource, $"the change is of '{id}', the topic is of '{table.Id}'");
    }

    static RowOperation Operation(string operation, SourceBlock source) => operation switch
    {
        "r" => RowOperation.Read,
        // Connectors of old sent the rows of a snapshot as inserts.
        "c" when Marker(source.Snapshot) != SnapshotMarker.None => RowOperation.Read,
        "c" => RowOperation.Create,
        "u" => RowOperation.Update,
        "d" => RowOperation.Delete,
        _ => throw new DecodeException(DecodeReason.UnknownOperation, $"op '{operation}' is none of c, u, d, r, t, m"),
    };

    static SnapshotMarker Marker(string? snapshot) => snapshot switch
    {
        null or "false" => SnapshotMarker.None,
        "true" or "first" or "first_in_data_collection" => SnapshotMarker.Within,
        "last_in_data_collection" => SnapshotMarker.LastOfTable,
        "last" => SnapshotMarker.Last,
        "incremental" => SnapshotMarker.Incremental,
        _ => throw new DecodeException(DecodeReason.InvalidSource, $"source.snapshot '{snapshot}' is unknown"),
    };
}
