using System.Globalization;
using Backorders.CdcBridge.Images;

namespace Backorders.CdcBridge.Tests;

/// <summary>The rules by which changes of rows become commands, one by one.</summary>
public sealed class BridgeRuleTests
{
    const string Stock = """
        version: 1
        source: {name: w, connector: postgresql, decimals: string}
        tables:
          - table: s.stock
            kind: balance
            commands:
              - {command: adjust-stock, sku: item, site: place, quantity: qty, where: [{column: state, not_equals: "OFF"}]}
        """;

    readonly CommandFold _fold = new();
    readonly MemoryBridgeStore _store = new();
    Bridge _bridge;

    public BridgeRuleTests() => _bridge = Open(Stock);

    /// <summary>
    /// The halves of a renumbering stand in two partitions; a site would lose or double its stock for a minute.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void When_AKeyChanges_Should_MoveTheRowWhicheverHalfComesFirst(bool deleteFirst)
    {
        Row("c", 10, "1", "A", 7);
        var delete = Change("d", 20, "1", null, ("__debezium.newkey", """{"id":"2"}"""));
        var insert = Change("c", 20, "2", Image("2", "A", 7), ("__debezium.oldkey", """{"id":"1"}"""));
        _bridge.Process(deleteFirst ? delete : insert);
        _bridge.Process(deleteFirst ? insert : delete);
        Row("u", 30, "2", "A", 9);
        _bridge.Finish();
        Deltas().ShouldBe([7, 2]);
        _fold.Alerts.ShouldNotContain(alert => alert.Reason == AlertReason.MoveIncomplete);
    }

    /// <summary>
    /// A read may bring the row under its new key before the halves come: that is no sign of made-up keys.
    /// </summary>
    [Fact]
    public void When_AReadBringsTheNewKeyFirst_Should_NotHaltTheTable()
    {
        Row("r", 25, "2", "A", 7, snapshot: "incremental");
        _bridge.Process(Change("c", 20, "2", Image("2", "A", 7), ("__debezium.oldkey", """{"id":"1"}""")));
        Deltas().ShouldBe([7]);
        _fold.DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public void When_TheSecondHalfOfAKeyChangeNeverComes_Should_DeleteTheRowAndSayIt()
    {
        Row("c", 10, "1", "A", 7);
        _bridge.Process(Change("d", 20, "1", null, ("__debezium.newkey", """{"id":"2"}""")));
        Deltas().ShouldBe([7]);
        _bridge.AdvanceTo(_bridge.Now + 61_000);
        Deltas().ShouldBe([7, -7]);
        _fold.Alerts.ShouldContain(alert => alert.Reason == AlertReason.MoveIncomplete);
    }

    [Fact]
    public void When_AChangeComesAgain_Should_SendNothing()
    {
        Row("c", 10, "1", "A", 7);
        Row("u", 20, "1", "A", 9);
        Row("c", 10, "1", "A", 7);
        Row("u", 20, "1", "A", 9);
        Deltas().ShouldBe([7, 2]);
    }

    /// <summary>An old change that comes again after a delete would bring the stock back.</summary>
    [Fact]
    public void When_AChangeComesAgainAfterADelete_Should_StayDeleted()
    {
        Row("c", 10, "1", "A", 7);
        _bridge.Process(Change("d", 20, "1", null));
        Row("c", 10, "1", "A", 7);
        _fold.StockText().ShouldBeEmpty();
    }

    [Fact]
    public void When_ATransactionWasOpenAcrossTheSnapshot_Should_ApplyItThoughItsPlaceIsLower()
    {
        Row("r", 100, "1", "A", 7, snapshot: "last");
        Row("u", 90, "1", "A", 5);
        Row("u", 95, "1", "A", 6);
        _bridge.Finish();
        Deltas().ShouldBe([7, -2, 1]);
    }

    [Fact]
    public void When_TheLogBeginsAnew_Should_HaltTheTableUntilTheEpochIsRaised()
    {
        Row("c", 1000, "1", "A", 7, commit: 5000);
        Row("u", 40, "1", "A", 9, commit: 6000);
        _fold.Alerts.ShouldContain(
            alert => alert.Reason == AlertReason.EpochFellBack
                && alert.Detail.Contains("cdc epoch advance", StringComparison.Ordinal));
        _fold.DeadLetters.ShouldHaveSingleItem().Reason.ShouldBe(RowReason.TableHalted);
        _bridge = Open(Stock.Replace("connector:", "epoch: 2, connector:", StringComparison.Ordinal));
        Row("u", 41, "1", "A", 9, commit: 6001);
        Deltas().ShouldBe([7, 2]);
    }

    /// <summary>A truncate has no key: it lands in any partition, before or after changes that it removed.</summary>
    [Fact]
    public void When_ATableIsTruncated_Should_RemoveOnlyWhatStandsBelow()
    {
        Row("c", 10, "1", "A", 7);
        Row("c", 30, "2", "B", 3);
        var truncate = Changes.Record("w.s.stock", null, Changes.Envelope("t", 20, null, "false", 1000));
        _bridge.Process(truncate);
        Row("c", 15, "3", "C", 4);
        _bridge.Process(truncate);
        _fold.StockText().ShouldBe(["B X 3"]);
        _fold.Alerts.Count(alert => alert.Reason == AlertReason.Truncated).ShouldBe(1);
    }

    [Fact]
    public void When_TheFilterNoLongerHolds_Should_TakeTheRowBack()
    {
        Row("c", 10, "1", "A", 7);
        _bridge.Process(Change("u", 20, "1", """{"id":"1","item":"A","place":"X","qty":"7","state":"OFF"}"""));
        Deltas().ShouldBe([7, -7]);
    }

    [Fact]
    public void When_TheSkuOfARowChanges_Should_MoveItsStock()
    {
        Row("c", 10, "1", "A", 7);
        Row("u", 20, "1", "B", 8);
        _fold.StockText().ShouldBe(["B X 8"]);
    }

    /// <summary>A made-up image before a change must not count: the column's default is in it.</summary>
    [Fact]
    public void When_TheImageBeforeIsMadeUp_Should_NotUseIt()
    {
        Row("c", 10, "1", "A", 7);
        var value = Changes.Envelope("d", 20, null, "false", 1000).Replace(
            "\"before\":null",
            "\"before\":{\"id\":\"1\",\"item\":\"\",\"place\":\"\",\"qty\":\"0\",\"state\":\"EA\"}",
            StringComparison.Ordinal);
        _bridge.Process(Changes.Record("w.s.stock", """{"id":"1"}""", value));
        _fold.StockText().ShouldBeEmpty();
    }

    [Fact]
    public void When_ALookupComesLate_Should_WaitForIt()
    {
        _bridge = Open(Lookups);
        Row("c", 10, "1", "A", 7);
        Deltas().ShouldBeEmpty();
        Item("A", "SKU-A", 20);
        _fold.StockText().ShouldBe(["SKU-A X 7"]);
        _bridge.Finish();
        _fold.DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public void When_ALookupNeverComes_Should_DeadLetterTheRowWithItsBytes()
    {
        _bridge = Open(Lookups);
        Row("c", 10, "1", "A", 7);
        _bridge.AdvanceTo(_bridge.Now + 61_000);
        var letter = _fold.DeadLetters.ShouldHaveSingleItem();
        letter.Reason.ShouldBe(RowReason.LookupMissing);
        letter.Record.Value.ShouldNotBeNull();
        // It is not lost: once the item comes, the row counts.
        Item("A", "SKU-A", 20);
        _fold.StockText().ShouldBe(["SKU-A X 7"]);
    }

    [Fact]
    public void When_ALookedUpRowChanges_Should_MoveWhatDependsOnIt()
    {
        _bridge = Open(Lookups);
        Item("A", "SKU-A", 5);
        Row("c", 10, "1", "A", 7);
        Item("A", "SKU-B", 20, "u");
        _fold.StockText().ShouldBe(["SKU-B X 7"]);
    }

    /// <summary>
    /// A WMS writes the shipment and the stock in one transaction: counted twice, the stock would be short for good.
    /// </summary>
    [Fact]
    public void When_ALedgerExplainsABalance_Should_SendOnlyTheRemainder()
    {
        _bridge = Open("""
            version: 1
            source: {name: w, connector: postgresql, decimals: string}
            tables:
              - table: s.stock
                kind: balance
                explained_by: [s.receipt]
                commands: [{command: adjust-stock, sku: item, site: place, quantity: qty}]
              - table: s.receipt
                kind: ledger
                commands: [{command: receive-stock, sku: item, site: place, quantity: qty}]
            """);
        Row("r", 5, "1", "A", 10, snapshot: "last");
        _bridge.AdvanceTo(_bridge.Now + 6_000);
        var receipt = Changes.Envelope("c", 20, Image("9", "A", 4), "false", 1000, "receipt");
        _bridge.Process(Changes.Record("w.s.receipt", """{"id":"9"}""", receipt) with { Timestamp = _bridge.Now });
        _bridge.Process(Change("u", 21, "1", Image("1", "A", 13)) with { Timestamp = _bridge.Now });
        _bridge.Finish();
        _fold.Commands.Select(command => command.CommandCase.ToString())
            .ShouldBe(["AdjustStock", "ReceiveStock", "AdjustStock"]);
        _fold.StockText().ShouldBe(["A X 13"]);
    }

    [Fact]
    public void When_ASnapshotIsTakenAgain_Should_RemoveWhatItDidNotRead()
    {
        Row("r", 100, "1", "A", 7, run: "one");
        Row("r", 100, "2", "B", 3, snapshot: "last", run: "one");
        Row("u", 110, "1", "A", 8, run: "one");
        Row("r", 200, "1", "A", 9, snapshot: "last", commit: 9000, run: "two");
        _bridge.Finish();
        _fold.StockText().ShouldBe(["A X 9"]);
        _fold.Alerts.ShouldContain(alert => alert.Reason == AlertReason.SnapshotRemovedRows);
    }

    /// <summary>
    /// What was open when the slot was made, and committed before the first row was read, is in no snapshot: it is
    /// streamed behind it, from a place before it. Taken for gone it would be an order that nobody fills.
    /// </summary>
    [Fact]
    public void When_AChangeIsStreamedBehindItsSnapshotFromBeforeIt_Should_KeepTheRow()
    {
        Row("r", 100, "1", "A", 7, snapshot: "last", commit: 5000, run: "one");
        Row("c", 90, "2", "B", 3, commit: 4900, run: "one");
        _bridge.Finish();
        _fold.StockText().ShouldBe(["A X 7", "B X 3"]);
        _fold.Alerts.ShouldNotContain(alert => alert.Reason == AlertReason.SnapshotRemovedRows);
    }

    /// <summary>Or stock that a truncate took would stay as a phantom.</summary>
    [Fact]
    public void When_ATruncateIsStreamedBehindTheSnapshotToo_Should_RemoveTheRow()
    {
        Row("r", 100, "1", "A", 7, snapshot: "last", commit: 5000, run: "one");
        Row("c", 90, "2", "B", 3, commit: 4900, run: "one");
        _bridge.Process(Changes.Record(
            "w.s.stock", null, Changes.Envelope("t", 95, null, "false", 4950), ("__debezium.context.runId", "one")));
        _bridge.Finish();
        _fold.StockText().ShouldBe(["A X 7"]);
    }

    const string Lookups = """
        version: 1
        source: {name: w, connector: postgresql, decimals: string}
        tables:
          - table: s.stock
            kind: balance
            commands: [{command: adjust-stock, sku: {lookup: s.item, by: {no: item}, take: sku}, site: place, quantity: qty}]
          - {table: s.item, kind: lookup}
        """;

    Bridge Open(string yaml) => new(MappingReader.Read(yaml, "test.yaml"), _store, _fold);

    IEnumerable<long> Deltas() => _fold.Commands.Select(command => command.AdjustStock.Delta);

    void Item(string no, string sku, long lsn, string op = "c") => _bridge.Process(Changes.Record(
        "w.s.item",
        $$"""{"no":"{{no}}"}""",
        Changes.Envelope(op, lsn, $$"""{"no":"{{no}}","sku":"{{sku}}"}""", "false", 1000, "item")));

    void Row(
        string op,
        long lsn,
        string id,
        string item,
        long quantity,
        string snapshot = "false",
        long commit = 1000,
        string? run = null)
    {
        var record = Changes.Record(
            "w.s.stock",
            $$"""{"id":"{{id}}"}""",
            Changes.Envelope(
                op, lsn, Image(id, item, quantity), op == "r" && snapshot == "false" ? "true" : snapshot, commit));
        _bridge.Process(
            run is null
                ? record
                : record with { Headers = [new("__debezium.context.runId", System.Text.Encoding.UTF8.GetBytes(run))] });
    }

    static CapturedRecord Change(
        string op, long lsn, string id, string? after, params (string Name, string Value)[] headers) =>
        Changes.Record("w.s.stock", $$"""{"id":"{{id}}"}""", Changes.Envelope(op, lsn, after, "false", 1000), headers);

    static string Image(string id, string item, long quantity) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","item":"{{item}}","place":"X","qty":"{{quantity}}","state":"ON"}""");
}
