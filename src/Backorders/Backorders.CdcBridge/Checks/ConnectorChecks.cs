using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Checks;

/// <summary>What a sample shows of the connector's settings that the bridge relies on.</summary>
sealed class ConnectorChecks(BridgeMapping mapping)
{
    readonly ChangeDecoder _decoder = new(mapping);
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly HashSet<string> _withoutSchema = new(StringComparer.Ordinal);
    readonly Dictionary<ChangeKind, int> _kinds = [];
    readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    int _rows;
    int _withRunId;

    /// <summary>Looks at a record.</summary>
    public void See(CapturedRecord record)
    {
        _topics.Add(record.Topic);
        DecodedChange change;
        try
        {
            change = _decoder.Decode(record);
        }
        catch (DecodeException)
        {
            // The explanation of the record says what is wrong with it.
            return;
        }
        _kinds[change.Kind] = _kinds.GetValueOrDefault(change.Kind) + 1;
        if (change is not { Kind: ChangeKind.Row, Table: { } table })
            return;
        _rows++;
        _seen.Add(table.Id);
        if (change.Schema is null && table.Shape == TableShape.Change)
            _withoutSchema.Add(table.Id);
        if (change.RunId is not null)
            _withRunId++;
    }

    /// <summary>What is set otherwise than the bridge needs it, as far as the sample shows it.</summary>
    public IEnumerable<string> Warnings()
    {
        foreach (var table in mapping.Tables.Where(table => !_seen.Contains(table.Id)))
            yield return $"the sample has no row of '{table.Id}': is its topic '{table.Topic}', and is the table captured?";
        if (!_kinds.ContainsKey(ChangeKind.Truncate))
            yield return "the sample has no truncate: Debezium drops them by default, set skipped.operations=none";
        if (mapping.Grouping is not null && !_kinds.ContainsKey(ChangeKind.TransactionEnd))
            yield return $"the mapping groups transactions, and the sample has none: set provide.transaction.metadata=true and read '{mapping.Topics.Transactions}'";
        if (mapping.Source.Decimals is null && _withoutSchema.Count > 0)
            yield return "messages carry no schema, and the mapping does not say how decimals are sent: give its source decimals: precise or string";
        if (mapping.Source.Decimals == DecimalMode.Double)
            yield return "decimals go through doubles, which keep 15 digits: set decimal.handling.mode=precise or string";
        if (mapping.Source.Decimals == DecimalMode.Precise && _withoutSchema.Count > 0 && mapping.Source.Connector is ConnectorKind.MySql or ConnectorKind.MariaDb
            && !_topics.Contains(mapping.Topics.SchemaChanges))
        {
            yield return $"precise decimals without schemas change their scale unseen: read the schema-change topic '{mapping.Topics.SchemaChanges}'";
        }
        if (_rows > 0 && _withRunId == 0 && mapping.Source.Connector == ConnectorKind.PostgreSql)
            yield return "records have no header __debezium.context.runId: a snapshot then removes rows only of tables that it read rows of";
        if (_kinds.GetValueOrDefault(ChangeKind.Tombstone) == 0)
            yield return "the sample has no tombstone: with tombstones.on.delete=false a compacted topic keeps deleted rows for ever";
    }
}
