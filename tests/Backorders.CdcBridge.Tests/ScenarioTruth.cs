namespace Backorders.CdcBridge.Tests;

/// <summary>What the folds must come to.</summary>
static class ScenarioTruth
{
    /// <summary>Requires the truth of a fold by <see cref="ScenarioMappings.Plain"/>.</summary>
    public static void RequirePlain(RecordedScenario scenario, CommandFold fold, string why)
    {
        var stock = new Dictionary<(string, string), long>();
        foreach (var row in scenario.Rows("inventory"))
        {
            foreach (var column in ScenarioMappings.QuantityColumns)
                stock[(row["item_id"]!, $"{row["warehouse_id"]}/{column}")] = RecordedScenario.Units(row[column]);
        }
        fold.StockText().ShouldBe(CommandFold.Text(stock), $"{why}; {fold.Said()}");
        foreach (var row in scenario.Rows("order_line"))
        {
            var line = fold.Lines.GetValueOrDefault((row["order_id"]!, row["line_no"]!));
            (line.Ordered, line.Cancelled).ShouldBe(
                (RecordedScenario.Units(row["qty_ordered"]), RecordedScenario.Units(row["qty_cancelled"])),
                $"{why}: line {row["order_id"]}/{row["line_no"]}");
        }
    }

    /// <summary>Requires the truth of a fold by <see cref="ScenarioMappings.Shipped"/>.</summary>
    public static void RequireShipped(RecordedScenario scenario, CommandFold fold, string why)
    {
        var skus = scenario.Rows("item")
            .ToDictionary(row => row["item_id"]!, row => row["sku"]!, StringComparer.Ordinal);
        var stock = new Dictionary<(string, string), long>();
        foreach (var row in scenario.Rows("inventory"))
        {
            var place = (skus[row["item_id"]!], row["warehouse_id"]!);
            stock[place] = stock.GetValueOrDefault(place) + RecordedScenario.Units(row["qty_on_hand"]);
        }
        fold.StockText().ShouldBe(CommandFold.Text(stock), $"{why}; {fold.Said()}");
        var orders = scenario.Rows("customer_order")
            .ToDictionary(row => row["order_id"]!, row => row["order_no"]!, StringComparer.Ordinal);
        // An item that was renumbered before anybody watched is known to no record, so its lines wait
        // for it: they are told of.
        var isComplete = !fold.DeadLetters.Exists(letter => letter.Reason == Images.RowReason.LookupMissing);
        foreach (var row in isComplete ? scenario.Rows("order_line") : [])
        {
            fold.Lines.GetValueOrDefault((orders[row["order_id"]!], row["line_no"]!)).ShouldBe(
                (
                    RecordedScenario.Units(row["qty_ordered"]),
                    RecordedScenario.Units(row["qty_cancelled"]),
                    RecordedScenario.Units(row["qty_shipped"])),
                $"{why}: line {row["order_id"]}/{row["line_no"]}");
        }
    }
}
