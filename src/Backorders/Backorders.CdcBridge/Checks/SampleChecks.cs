using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Checks;

/// <summary>What a sample shows of the connector's settings that the bridge relies on.</summary>
sealed class SampleChecks(BridgeMapping mapping)
{
    readonly ChangeDecoder _decoder = new(mapping);
    readonly ConnectorSigns _signs = new(mapping);
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly Dictionary<ChangeKind, int> _kinds = [];
    readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    bool _isWithoutSchema;

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
        _signs.See(change);
        if (change is not { Kind: ChangeKind.Row, Table: { } table })
            return;
        _seen.Add(table.Id);
        _isWithoutSchema |= change.Schema is null && table.Shape == TableShape.Change;
    }

    /// <summary>What is set otherwise than the bridge needs it, as far as the sample shows it.</summary>
    public IEnumerable<string> Warnings()
    {
        foreach (var table in mapping.Tables.Where(table => !_seen.Contains(table.Id)))
            yield return $"the sample has no row of '{table.Id}': is its topic '{table.Topic}', and is the table "
                + "captured?";
        if (!_kinds.ContainsKey(ChangeKind.Truncate))
            yield return "the sample has no truncate: Debezium drops them by default, set skipped.operations=none";
        if (mapping.Grouping is not null && !_kinds.ContainsKey(ChangeKind.TransactionEnd))
        {
            yield return "the mapping groups transactions, and the sample has none: set "
                + "provide.transaction.metadata=true and read "
                + $"'{mapping.Topics.Transactions}'";
        }
        foreach (var warning in _signs.Warnings())
            yield return warning;
        if (mapping.Source is { Decimals: DecimalMode.Precise, Connector: ConnectorKind.MySql or ConnectorKind.MariaDb }
            && _isWithoutSchema && !_topics.Contains(mapping.Topics.SchemaChanges))
        {
            yield return "precise decimals without schemas change their scale unseen: read the schema-change topic "
                + $"'{mapping.Topics.SchemaChanges}'";
        }
        if (_kinds.GetValueOrDefault(ChangeKind.Tombstone) == 0)
            yield return "the sample has no tombstone: with tombstones.on.delete=false a compacted topic keeps "
                + "deleted rows for ever";
    }
}
