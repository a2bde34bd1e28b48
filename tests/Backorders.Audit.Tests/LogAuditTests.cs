namespace Backorders.Audit.Tests;

/// <summary>An audit that cannot fail says nothing: each way of spoiling the output must be seen, and where.</summary>
public sealed class LogAuditTests
{
    readonly AuditedLog _log = new();

    void ShouldFind(string invariant, int? offset = null)
    {
        var report = _log.Audit();
        report.IsClean.ShouldBeFalse();
        report.Violations.ShouldAllBe(one => one.Message.Length > 0);
        report.Violations.ShouldContain(
            one => one.Invariant == invariant
                && (offset == null || one.Place == new EventPlace("events", 0, offset.Value)),
            string.Join('\n', report.Violations));
    }

    [Fact]
    public void Check_WhatTheAllocatorStated_IsCleanAndEveryInvariantWasLookedAt()
    {
        var report = _log.Audit();
        report.Violations.ShouldBeEmpty();
        report.Checks.Keys.ShouldBe(["I1", "I2", "I3", "I4", "I5", "I6", "I7"]);
        report.Checks.Values.ShouldAllBe(count => count > 0);
    }

    [Fact]
    public void Check_AnyOneEventDeleted_IsFound()
    {
        for (var index = 0; index < _log.Events.Count; index++)
        {
            var log = new AuditedLog();
            log.Events.RemoveAt(index);
            log.Audit().Violations.ShouldContain(one => one.Invariant == "I7", $"event {index} deleted");
        }
    }

    [Fact]
    public void Check_AnyOneEventRepeated_IsFound()
    {
        for (var index = 0; index < _log.Events.Count; index++)
        {
            var log = new AuditedLog();
            log.Events.Add(log.Events[index] with { Place = new("events", 0, 1000) });
            log.Audit().Violations.ShouldContain(
                one => one.Invariant == "I5" && one.Place.Offset == 1000, $"event {index} repeated");
        }
    }

    [Fact]
    public void Check_AnyTwoNeighboursSwapped_IsFound()
    {
        for (var index = 0; index + 1 < _log.Events.Count; index++)
        {
            var log = new AuditedLog();
            (log.Events[index], log.Events[index + 1]) = (log.Events[index + 1], log.Events[index]);
            log.Audit().Violations.ShouldContain(one => one.Invariant == "I7", $"events {index}, {index + 1} swapped");
        }
    }

    [Fact]
    public void Check_EventOfNoRecord_IsFound()
    {
        var last = _log.Events[^1].Event;
        _log.Events.Add(new(new("events", 0, 500), ((LineBackordered)last) with
        {
            Header = last.Header with { Position = new(2, 99), Index = 0, Sequence = last.Header.Sequence + 1 },
        }));
        ShouldFind("I5", 500);
    }

    [Fact]
    public void Check_InventedEventAtTheEndOfARecord_IsFound()
    {
        var last = _log.Events[^1].Event;
        _log.Events.Add(new(new("events", 0, 500), ((LineBackordered)last) with
        {
            Header = last.Header with { Index = last.Header.Index + 1, Sequence = last.Header.Sequence + 1 },
        }));
        ShouldFind("I7", 500);
    }

    [Fact]
    public void Check_SequenceSkipped_IsFound()
    {
        _log.Alter<StockChanged>(e => e with { Header = e.Header with { Sequence = 40 } });
        ShouldFind("I5", _log.IndexOf<StockChanged>());
    }

    [Fact]
    public void Check_StockFromNothing_IsFound()
    {
        _log.Alter<StockChanged>(e => e with { OnHandAfter = e.OnHandAfter + 1 });
        ShouldFind("I1", _log.IndexOf<StockChanged>());
    }

    [Fact]
    public void Check_OnHandThatIsNotTheLast_IsFound()
    {
        _log.Alter<StockChanged>(e => e with { OnHandBefore = e.OnHandBefore + 1, OnHandAfter = e.OnHandAfter + 1 });
        ShouldFind("I1", _log.IndexOf<StockChanged>());
    }

    [Fact]
    public void Check_ShipmentOfFewerUnitsThanLeft_IsFound()
    {
        _log.Alter<UnmatchedShipment>(e => e with { Units = e.Units - 1 });
        ShouldFind("I1");
    }

    [Fact]
    public void Check_MoreAllocatedThanThere_IsFound()
    {
        _log.Alter<LineAllocated>(e => e with
        {
            Units = 40,
            Sites = [new(new("A"), 40)],
            Before = new(40, 0, 40, 0, 0),
            After = new(40, 40, 0, 0, 0),
        });
        ShouldFind("I2");
    }

    [Fact]
    public void Check_LostUnitOfALine_IsFound()
    {
        _log.Alter<DemandCancelled>(e => e with { After = e.After with { Cancelled = e.After.Cancelled - 1 } });
        ShouldFind("I3", _log.IndexOf<DemandCancelled>());
    }

    [Fact]
    public void Check_UnitsToAWorseLineFirst_IsFound()
    {
        // Two lines wait for the receipt r3; here the worse-ranked one is served first.
        var receipt = _log.Events.FindIndex(placed => placed.Event is StockChanged { Reference: "r3" });
        var first = _log.Events.FindIndex(receipt, placed => placed.Event is BackorderFilled);
        var worse = _log.Events.Skip(first + 1).Select(placed => placed.Event).OfType<BackorderFilled>().First();
        var header = _log.Events[first].Event.Header;
        _log.Events[first] = _log.Events[first] with { Event = worse with { Header = header } };
        ShouldFind("I4", first);
    }

    [Fact]
    public void Check_UnitsLeftIdleWhileALineWaits_IsFound()
    {
        _log.Events.RemoveAt(_log.IndexOf<LineAllocated>());
        ShouldFind("I4");
    }

    [Fact]
    public void Check_AlteredRank_IsFoundThoughAllCountsHold()
    {
        _log.Alter<LineAllocated>(e => e with { Rank = Rank.Of(1, null, e.Rank.AcceptedSequence, sortsByDate: false) });
        var report = _log.Audit();
        report.Violations.ShouldHaveSingleItem().Invariant.ShouldBe("I7");
        report.Checks["I6"].ShouldBe(0);
    }
}
