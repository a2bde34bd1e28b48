using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Checks;

/// <summary>What changes themselves show of a connector that is set otherwise than the bridge relies on.</summary>
sealed class ConnectorSigns(BridgeMapping mapping)
{
    int _rows;
    int _withoutSchema;
    int _withRunId;
    int _streamed;
    int _inTransaction;

    /// <summary>Looks at a change.</summary>
    public void See(DecodedChange change)
    {
        if (change is not { Kind: ChangeKind.Row, Table: { Shape: TableShape.Change } })
            return;
        _rows++;
        if (change.Schema is null)
            _withoutSchema++;
        if (change.RunId is not null)
            _withRunId++;
        if (change.Operation == RowOperation.Read)
            return;
        _streamed++;
        if (change.HasTransactionEnd)
            _inTransaction++;
    }

    /// <summary>What is otherwise; nothing when all is well, or no change was seen.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_withoutSchema > 0 && mapping.Source.Decimals is null)
            yield return "messages carry no schema, and the mapping does not say how decimals are sent: give its "
                + "source decimals: precise or string";
        if (mapping.Source.Decimals == DecimalMode.Double)
            yield return "decimals go through doubles, which keep 15 digits: set decimal.handling.mode=precise or "
                + "string";
        if (_streamed > 0 && _inTransaction == 0 && mapping.Grouping is not null)
            yield return "the mapping groups transactions, and changes do not name theirs: set "
                + "provide.transaction.metadata=true";
        if (_rows > 0 && _withRunId == 0 && mapping.Source.Connector == ConnectorKind.PostgreSql)
            yield return "records have no header __debezium.context.runId: a snapshot then removes rows only of "
                + "tables that it read rows of";
    }
}
