namespace Backorders.Domain.Tests.Scenarios;

/// <summary>Given records, when a command, then events: one partition, one minute between records.</summary>
internal sealed class Scenario
{
    public static readonly long Start = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    readonly InMemoryAllocationState _state = new();
    readonly Allocator _allocator;
    long _offset;

    public Scenario() => _allocator = new Allocator(_state);

    public InMemoryAllocationState State => _state;

    public long Now { get; set; } = Start;

    /// <summary>The events of the last command.</summary>
    public List<AllocationEvent> Events { get; private set; } = [];

    public SkuSnapshot Sku => SkuSnapshot.Of(0, _state, new("S"));

    public DemandLine Line(string order, string line = "1") =>
        Sku.Lines.Single(one => one.Id == new OrderLineId(order, line));

    public Scenario Given(params AllocationCommand[] commands)
    {
        foreach (var command in commands)
            When(command);
        return this;
    }

    public Scenario When(AllocationCommand command)
    {
        Now += 60_000;
        Events = [];
        var offset = _offset++;
        var sent = command with { Sku = command.Sku ?? "S", EventId = command.EventId ?? $"e{offset}" };
        _allocator.Handle(new(new(0, offset), Now, sent), Events);
        return this;
    }

    public Scenario ThenTypes(params string[] types)
    {
        Events.Select(stated => stated.Type).ShouldBe(types);
        return this;
    }

    public T Then<T>()
        where T : AllocationEvent => Events.OfType<T>().ShouldHaveSingleItem();

    public static SetPolicy Policy(params string[] sites) => new() { Version = 1, SiteOrder = [.. sites] };

    public static ReceiveStock Receive(string site, long units, string? supply = null) =>
        new() { ReceiptId = "R", Site = site, Quantity = units, SupplyRef = supply };

    public static PlaceDemand Place(string order, long units, string line = "1") =>
        new() { OrderId = order, LineId = line, Quantity = units };

    public static CancelDemand Cancel(string order, long? units = null) =>
        new() { OrderId = order, LineId = "1", Quantity = units };

    public static ConfirmShipment Ship(string order, string site, long units) =>
        new() { OrderId = order, LineId = "1", Site = site, Quantity = units };

    public static AdjustStock Adjust(string site, long delta) =>
        new() { AdjustmentId = "J", Site = site, Delta = delta };
}
