using System.Globalization;
using System.Text;

namespace Backorders.CdcBridge.Tests;

/// <summary>
/// A connector that has lost its offsets reads the tables again, and then streams all that its slot has kept, of which
/// the reads hold the most. An order line must not ship a second time what it has shipped.
/// </summary>
public sealed class SnapshotAgainTests
{
    const long FirstRun = 5_000;
    const long SecondRun = 9_000;
    const string Lines = """
        version: 1
        source: {name: w, connector: postgresql, decimals: string}
        tables:
          - table: s.line
            kind: balance
            commands:
              - command: place-demand
                order: no
                line: {constant: "1"}
                sku: item
                site: {constant: X}
                quantity: qty
                shipped: sent
        """;

    readonly CommandFold _fold = new();
    readonly MemoryBridgeStore _store = new();
    Bridge _bridge;

    public SnapshotAgainTests()
    {
        _bridge = Open();
        Line("r", 100, "1", 10, 0, FirstRun, "last");
        Line("r", 200, "1", 10, 7, SecondRun, "last");
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7"]);
    }

    /// <summary>Shipments that the database had once would count twice.</summary>
    [Fact]
    public void When_AllThatTheReadsHoldIsStreamedAgain_Should_ShipNothingTwice()
    {
        Line("u", 110, "1", 10, 2, FirstRun + 10);
        Line("u", 120, "1", 10, 5, FirstRun + 20);
        Line("u", 130, "1", 10, 7, FirstRun + 30);
        Line("u", 210, "1", 10, 9, SecondRun + 10);
        _bridge.Finish();
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7", "ConfirmShipment 2"]);
        _fold.Alerts.ShouldBeEmpty();
        _fold.DeadLetters.ShouldBeEmpty();
    }

    /// <summary>A shipment whose transaction was open across the snapshot would be lost, or come late.</summary>
    [Fact]
    public void When_ATransactionWasOpenAcrossTheSecondSnapshot_Should_ApplyWhatTheReadsDoNotHold()
    {
        Line("u", 110, "1", 10, 2, FirstRun + 10);
        Line("u", 130, "1", 10, 7, FirstRun + 30);
        Line("u", 140, "1", 10, 8, SecondRun + 10);
        Line("u", 150, "1", 10, 9, SecondRun + 10);
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7"]);
        _bridge.Finish();
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7", "ConfirmShipment 1", "ConfirmShipment 1"]);
    }

    /// <summary>A later change shows what those before it were: waiting longer would keep stock from orders.</summary>
    [Fact]
    public void When_TheRowChangesBehindTheSnapshot_Should_ApplyWhatWaitsBeforeIt()
    {
        Line("u", 130, "1", 10, 7, FirstRun + 30);
        Line("u", 140, "1", 10, 8, SecondRun + 10);
        Line("u", 210, "1", 10, 9, SecondRun + 20);
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7", "ConfirmShipment 1", "ConfirmShipment 1"]);
    }

    /// <summary>A line that a transaction across the snapshot deleted would wait for goods for ever.</summary>
    [Fact]
    public void When_TheRowIsDeletedAcrossTheSecondSnapshot_Should_CancelTheLine()
    {
        Line("u", 130, "1", 10, 7, FirstRun + 30);
        Delete(140, "1", SecondRun + 10);
        _bridge.Finish();
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7", "CancelDemand 3"]);
    }

    /// <summary>A row that was deleted and is there again was not deleted.</summary>
    [Fact]
    public void When_TheReadsHoldARowThatCameBack_Should_NotDeleteIt()
    {
        Delete(120, "1", FirstRun + 10);
        Line("c", 130, "1", 10, 7, FirstRun + 20);
        _bridge.Finish();
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7"]);
    }

    /// <summary>The stream can take long: a row that goes back while others are streamed would ship twice.</summary>
    [Fact]
    public void When_TheStreamIsLongBehindTheSnapshot_Should_WaitForItsEnd()
    {
        Line("u", 110, "1", 10, 2, FirstRun + 10);
        for (var place = 111; place < 120; place++)
        {
            _bridge.AdvanceTo(_bridge.Now + 20_000);
            Line("u", place, "2", 5, 0, FirstRun + 10);
        }
        Line("u", 130, "1", 10, 7, FirstRun + 30);
        _bridge.Finish();
        Sent("1").ShouldBe(["PlaceDemand", "ConfirmShipment 7"]);
    }

    /// <summary>What waits is state as well: a bridge that is killed meanwhile must know it.</summary>
    [Fact]
    public void When_TheBridgeStartsAnewMeanwhile_Should_StillApplyWhatTheReadsDoNotHold()
    {
        Line("u", 130, "1", 10, 7, FirstRun + 30);
        Line("u", 140, "1", 10, 8, SecondRun + 10);
        _bridge = Open();
        Line("u", 140, "1", 10, 8, SecondRun + 10);
        _bridge.Finish();
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7", "ConfirmShipment 1"]);
    }

    /// <summary>A third snapshot, while changes of the second wait, has read them.</summary>
    [Fact]
    public void When_AnotherSnapshotReadsTheRowMeanwhile_Should_ForgetWhatWaits()
    {
        Line("u", 110, "1", 10, 2, FirstRun + 10);
        Line("r", 300, "1", 10, 9, SecondRun + 1_000, "last", "three");
        _bridge.Finish();
        Sent().ShouldBe(["PlaceDemand", "ConfirmShipment 7", "ConfirmShipment 2"]);
    }

    Bridge Open() => new(MappingReader.Read(Lines, "test.yaml"), _store, _fold);

    IEnumerable<string> Sent(string order = "1") =>
        from command in _fold.Commands
        where command.OrderId == order
        let units = command.ConfirmShipment?.Quantity ?? command.CancelDemand?.Quantity
        select units is null ? $"{command.CommandCase}" : $"{command.CommandCase} {units}";

    void Line(
        string op,
        long lsn,
        string order,
        long quantity,
        long shipped,
        long commit,
        string snapshot = "false",
        string? run = null)
    {
        var image = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"no":"{{order}}","item":"A","qty":"{{quantity}}","sent":"{{shipped}}"}""");
        Process(op, lsn, order, image, commit, snapshot, run ?? (lsn <= 100 ? "one" : "two"));
    }

    void Delete(long lsn, string order, long commit) => Process("d", lsn, order, null, commit, "false", "two");

    void Process(string op, long lsn, string order, string? image, long commit, string snapshot, string run)
    {
        var record = Changes.Record(
            "w.s.line",
            $$"""{"no":"{{order}}"}""",
            Changes.Envelope(op, lsn, image, snapshot, commit, "line"));
        _bridge.Process(record with { Headers = [new("__debezium.context.runId", Encoding.UTF8.GetBytes(run))] });
    }
}
