using Backorders.Replay;

namespace Backorders.Audit.Tests;

/// <summary>A short log with most kinds of events, what it led to, and ways to spoil that.</summary>
internal sealed class AuditedLog
{
    static readonly long s_start = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public AuditedLog()
    {
        var session = new ReplaySession();
        foreach (var command in Commands())
        {
            var offset = Records.Count;
            var record = new LogRecord(new(2, offset), s_start + offset * 60_000, command with
            {
                EventId = $"e{offset}",
                Sku = command.Sku ?? "S",
            });
            Records.Add(record);
            List<AllocationEvent> stated = [];
            session.Handle(record, stated);
            foreach (var one in stated)
                Events.Add(new(new("events", 0, Events.Count), one));
        }
    }

    public List<LogRecord> Records { get; } = [];

    public List<PlacedEvent> Events { get; } = [];

    public AuditReport Audit() => LogAudit.Check("commands", Records, Events);

    public int IndexOf<T>(int skip = 0) =>
        Events.Select((placed, index) => (placed, index)).Where(one => one.placed.Event is T).Skip(skip).First().index;

    /// <summary>Puts another event in the place of one.</summary>
    public void Alter<T>(Func<T, AllocationEvent> change, int skip = 0)
        where T : AllocationEvent
    {
        var index = IndexOf<T>(skip);
        Events[index] = Events[index] with { Event = change((T)Events[index].Event) };
    }

    static IEnumerable<AllocationCommand> Commands() =>
    [
        new SetPolicy { Version = 1, SiteOrder = ["A", "B"] },
        new ReceiveStock { ReceiptId = "r1", Site = "A", Quantity = 10 },
        new ReceiveStock { ReceiptId = "r2", Site = "B", Quantity = 4 },
        Place("o1", 8),
        Place("o2", 6) with { AllowPartial = false },
        Place("o3", 5) with { AllowSplit = true },
        new ExpectSupply { Ref = "p1", Site = "A", Quantity = 20, Date = new(2026, 3, 5) },
        new CancelDemand { OrderId = "o1", LineId = "1", Quantity = 2 },
        new ConfirmShipment { OrderId = "o1", LineId = "1", Site = "A", Quantity = 3 },
        new ConfirmShipment { OrderId = "ghost", LineId = "1", Site = "B", Quantity = 9 },
        new AdjustStock { AdjustmentId = "j1", Site = "A", Delta = -4 },
        new CancelDemand { OrderId = "o9", LineId = "1" },
        Place("o9", 3),
        Place("o9", 3),
        new AmendDemand { OrderId = "o3", LineId = "1", Quantity = 2, PriorityClass = 10 },
        new ReceiveStock { ReceiptId = "r3", Site = "A", Quantity = 20, SupplyRef = "p1" },
        Place("t1", 1) with { Sku = "T" },
    ];

    static PlaceDemand Place(string order, long units) => new() { OrderId = order, LineId = "1", Quantity = units };
}
