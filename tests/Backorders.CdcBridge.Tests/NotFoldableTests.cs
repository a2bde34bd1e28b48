using Backorders.CdcBridge.Images;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// What no record can tell is said, and never guessed: a planner would trust a number that nobody knows.
/// </summary>
public sealed class NotFoldableTests
{
    [Fact]
    public void Process_KeylessTableWithoutSnapshot_IsReported()
    {
        var fold = Run("08-incremental-snapshot", """
              - table: public.movement_journal
                key: none
                kind: ledger
                commands:
                  - {command: adjust-stock, sku: item_id, site: warehouse_id, quantity: qty_moved, scale: 3, factor: 1000}
            """);
        fold.Alerts.ShouldContain(
            alert => alert.Reason == AlertReason.NotSnapshotted && alert.Table == "public.movement_journal");
    }

    [Theory]
    [InlineData("inventory", "abc_class", "[item_id, warehouse_id]")]
    [InlineData("warehouse", "region", "[warehouse_id]")]
    [InlineData("cycle_count", "counter", "[count_id]")]
    public void Process_ColumnThatUntouchedRowsLack_RefusesThem(string table, string column, string key)
    {
        var fold = Run("12-schema-evolution", $$"""
              - table: public.{{table}}
                key: {{key}}
                kind: ledger
                commands:
                  - {command: adjust-stock, sku: {{column}}, site: {constant: X}, quantity: {{key.Trim('[', ']').Split(',')[0]}} }
            """);
        fold.DeadLetters.ShouldContain(
            letter => letter.Reason == RowReason.MissingColumn
                && letter.Detail.Contains(column, StringComparison.Ordinal));
    }

    [Fact]
    public void Process_ColumnAddedWithDefault_IsReported()
    {
        var fold = Run("15-mariadb-multi-row", """
              - table: wms.inventory
                kind: balance
                commands:
                  - {command: adjust-stock, sku: item_id, site: warehouse_id, quantity: qty_in_transit, scale: 3, factor: 1000}
            """);
        fold.DeadLetters.ShouldContain(letter => letter.Reason == RowReason.MissingColumn);
        fold.Alerts.ShouldContain(alert => alert.Reason == AlertReason.ColumnAdded);
    }

    [Fact]
    public void Process_ZeroDates_AreReportedWhereTheyAreMapped()
    {
        var fold = Run("14-mariadb-snapshot-stream", """
              - table: wms.item
                kind: balance
                commands:
                  - {command: place-demand, order: item_id, line: {constant: "1"}, sku: sku, quantity: item_id, requested_date: {column: created_at, unit: milliseconds}}
            """);
        fold.Alerts.ShouldContain(alert => alert.Reason == "date_out_of_range");
    }

    [Fact]
    public void Process_IdentityByIndex_HaltsTheTable()
    {
        var fold = Run("18-identity-index", """
              - table: public.item
                kind: ledger
                commands:
                  - {command: adjust-stock, sku: sku, site: {constant: X}, quantity: item_id}
            """);
        fold.Alerts.ShouldContain(alert => alert.Reason == AlertReason.ReplicaIdentity);
        fold.DeadLetters.ShouldContain(letter => letter.Reason == RowReason.TableHalted);
        fold.Stock.Keys.ShouldNotContain(place => place.Sku == "SKU-renamed");
    }

    [Fact]
    public void Process_CascadingDeletes_AreReported()
    {
        var scenario = RecordedScenario.Load("19-mariadb-cascade");
        var fold = CommandFold.Of(ScenarioMappings.Plain(scenario), scenario.Records);
        fold.Alerts.ShouldContain(
            alert => alert.Reason == AlertReason.CascadingDeletes && alert.Table == "wms.order_line");
    }

    [Fact]
    public void Process_Outbox_TakesEachEventOnce()
    {
        var scenario = RecordedScenario.Load("11-outbox");
        var mapping = ScenarioMappings.Read("""
            version: 1
            source: {name: outbox, connector: postgresql}
            tables:
              - table: outbox.plain
                topic: outbox-plain.Receipt
                shape: outbox
                kind: ledger
                commands: [&receipt {command: receive-stock, sku: sku, site: {constant: A}, quantity: qty, factor: 1000, where: [{column: $eventType, equals: Created}]}]
              - table: outbox.expanded
                topic: outbox-expanded.Receipt
                shape: outbox
                kind: ledger
                commands: [*receipt]
            """);
        var fold = CommandFold.Of(mapping, scenario.Records.Concat(scenario.Records));
        var topics = scenario.Records.GroupBy(record => record.Topic, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var plain = fold.Commands.Where(command => command.Cdc.Table == "outbox.plain")
            .Select(command => command.ReceiveStock.Quantity)
            .ToList();
        plain.ShouldNotBeEmpty();
        plain.ShouldBe(
            fold.Commands.Where(command => command.Cdc.Table == "outbox.expanded")
                .Select(command => command.ReceiveStock.Quantity));
        plain.Count.ShouldBeLessThanOrEqualTo(topics["outbox-plain.Receipt"].Count);
    }

    static CommandFold Run(string name, string tables)
    {
        var scenario = RecordedScenario.Load(name);
        return CommandFold.Of(
            ScenarioMappings.Read($"{ScenarioMappings.Head(scenario)}\ntables:\n{tables}"), scenario.Records);
    }
}
