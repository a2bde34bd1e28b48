using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>
/// Random logs of one SKU whose long queue stands over supplies at several sites: what was promised is delivered,
/// moves, becomes overdue or goes elsewhere, and lines leave and join at any place of the order.
/// </summary>
internal static class SupplyLogGenerator
{
    const long Hour = 3_600_000;
    const int Orders = 500;

    static readonly string[] s_sites = ["A", "B", "C"];

    public static Arbitrary<LogStep[]> Logs { get; } = Arb.From(
        from size in Gen.Choose(1, 700)
        from steps in Gen.ArrayOf(Step(), size)
        select (LogStep[])[FirstPolicy(), .. steps.Select(Numbered)], LogGenerator.Shrink);

    static LogStep FirstPolicy() => new(0, 0, new SetPolicy
    {
        EventId = "first",
        Sku = "S",
        Version = 1,
        SiteOrder = ["A", "B"],
    });

    // One order for each place: no two commands place the same.
    static LogStep Numbered(LogStep step, int number) => step with
    {
        Command = step.Command is PlaceDemand place
            ? place with { OrderId = $"o{number % Orders}", EventId = $"e{number}" }
            : step.Command with { EventId = $"e{number}" },
    };

    static Gen<LogStep> Step() =>
        from time in Gen.Frequency((60, Gen.Choose(0, 60_000).Select(ms => (long)ms)), (1, Gen.Constant(20 * Hour)))
        from command in Gen.Frequency(
            (60, Place()), (6, Amend()), (8, Cancel()), (10, Receive()), (2, Adjust()), (2, Ship()), (12, Expect()),
            (4, Reschedule()), (3, Withdraw()), (1, Policy()))
        select new LogStep(0, time, command with { Sku = "S" });

    static Gen<string> Order() => Gen.Choose(0, Orders).Select(number => $"o{number}");

    static Gen<string> Ref() => Gen.Choose(0, 9).Select(number => $"p{number}");

    static Gen<DateOnly> Date() => Gen.Choose(0, 6).Select(days => new DateOnly(2026, 1, 1).AddDays(days));

    static Gen<long> Units(int most) => Gen.Choose(1, most).Select(units => (long)units);

    static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((2, Gen.Constant<T?>(null)), (1, gen.Select(value => (T?)value)));

    static Gen<AllocationCommand> Place() =>
        from units in Units(6)
        from priority in Gen.Frequency((6, Gen.Constant(50L)), (1, Gen.Constant(10L)), (1, Gen.Constant(70L)))
        from date in Maybe(Date())
        from sites in Gen.Frequency(
            (6, Gen.Constant(ImmutableArray<string>.Empty)),
            (1, Gen.Elements(s_sites).Select(site => ImmutableArray.Create(site))))
        from split in Gen.Elements(true, false)
        from partial in Gen.Elements(true, true, false)
        select (AllocationCommand)new PlaceDemand
        {
            LineId = "1",
            Quantity = units,
            PriorityClass = priority,
            RequestedDate = date,
            Sites = sites,
            AllowSplit = split,
            AllowPartial = partial,
        };

    static Gen<AllocationCommand> Amend() =>
        from order in Order()
        from units in Maybe(Units(9))
        from priority in Maybe(Gen.Elements(10L, 50L, 70L))
        select (AllocationCommand)new AmendDemand
        {
            OrderId = order,
            LineId = "1",
            Quantity = units,
            PriorityClass = priority,
        };

    static Gen<AllocationCommand> Cancel() =>
        from order in Order()
        from units in Maybe(Units(4))
        select (AllocationCommand)new CancelDemand { OrderId = order, LineId = "1", Quantity = units };

    static Gen<AllocationCommand> Receive() =>
        from site in Gen.Elements(s_sites)
        from units in Units(30)
        from supply in Gen.Frequency((3, Ref()), (1, Gen.Constant<string>(null!)))
        select (AllocationCommand)new ReceiveStock
        {
            ReceiptId = "r",
            Site = site,
            Quantity = units,
            SupplyRef = supply,
        };

    static Gen<AllocationCommand> Adjust() =>
        from site in Gen.Elements(s_sites)
        from delta in Gen.Choose(-20, -1)
        select (AllocationCommand)new AdjustStock { AdjustmentId = "j", Site = site, Delta = delta };

    static Gen<AllocationCommand> Ship() =>
        from order in Order()
        from site in Gen.Elements(s_sites)
        from units in Units(5)
        select (AllocationCommand)new ConfirmShipment { OrderId = order, LineId = "1", Site = site, Quantity = units };

    static Gen<AllocationCommand> Expect() =>
        from supply in Ref()
        from site in Gen.Elements(s_sites)
        from units in Gen.Frequency((8, Units(60)), (1, Units(2_000)))
        from date in Date()
        select (AllocationCommand)new ExpectSupply { Ref = supply, Site = site, Quantity = units, Date = date };

    static Gen<AllocationCommand> Reschedule() =>
        from supply in Ref()
        from units in Maybe(Units(200))
        from date in Maybe(Date())
        select (AllocationCommand)new RescheduleSupply { Ref = supply, Quantity = units, Date = date };

    static Gen<AllocationCommand> Withdraw() =>
        Ref().Select(supply => (AllocationCommand)new CancelSupply { Ref = supply });

    static Gen<AllocationCommand> Policy() =>
        from version in Gen.Choose(2, 40)
        from sites in Gen.Elements<ImmutableArray<string>>(["A", "B"], ["B", "A", "C"], ["C"])
        from safety in Gen.Choose(0, 3)
        from strict in Gen.Elements(true, false)
        from byDate in Gen.Elements(true, false)
        select (AllocationCommand)new SetPolicy
        {
            Version = version,
            SiteOrder = sites,
            SafetyStock = [new(sites[0], safety)],
            FillMode = strict ? "strict" : null,
            SortKeys = byDate ? ["requestedDate"] : [],
        };
}
