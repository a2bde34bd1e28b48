namespace Backorders.CdcBridge.Tests;

/// <summary>Mappings of the recorded WMS.</summary>
static class ScenarioMappings
{
    public static string[] QuantityColumns { get; } = ["qty_on_hand", "qty_held", "qty_damaged"];

    /// <summary>
    /// Every quantity of the stock as a site of its own, and order lines, by the numbers of items and orders.
    /// </summary>
    public static BridgeMapping Plain(RecordedScenario scenario)
    {
        var commands = string.Concat(QuantityColumns.Select(column => $$"""

                      - command: adjust-stock
                        sku: item_id
                        site: {join: [warehouse_id, {constant: {{column}}}], separator: "/"}
                        quantity: {column: {{column}}, scale: 3, null: zero}
                        factor: 1000
                """));
        return Read($$"""
            {{Head(scenario)}}
            tables:
              - table: {{scenario.Schema}}.inventory
                kind: balance
                commands:{{commands}}
              - table: {{scenario.Schema}}.order_line
                kind: balance
                commands:
                  - command: place-demand
                    order: order_id
                    line: line_no
                    sku: item_id
                    quantity: qty_ordered
                    cancelled: qty_cancelled
                    scale: 3
                    factor: 1000
            """);
    }

    /// <summary>The mapping that is shipped, with lookups, and ledgers that explain the stock.</summary>
    public static BridgeMapping Shipped(RecordedScenario scenario)
    {
        var file = Path.Combine(TestSupport.Workspace.Root, "deploy", "cdc", "wms-postgresql.yaml");
        return Read(File.ReadAllText(file)
            .Replace("public.", $"{scenario.Schema}.", StringComparison.Ordinal)
            .Replace("connector: postgresql", $"connector: {scenario.Connector}", StringComparison.Ordinal)
            .Replace("decimals: precise", $"decimals: {scenario.Decimals}", StringComparison.Ordinal));
    }

    public static string Head(RecordedScenario scenario) =>
        $"version: 1\nsource: {{name: wms, connector: {scenario.Connector}, decimals: {scenario.Decimals}}}";

    public static BridgeMapping Read(string yaml) => MappingReader.Read(yaml, "test.yaml");
}
