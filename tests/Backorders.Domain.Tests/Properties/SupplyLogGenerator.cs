using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>
/// Random logs of one SKU whose long queue stands over supplies at several sites: what was promised is delivered,
/// moves, becomes overdue or goes elsewhere, and lines leave and join at any place of the order and get and lose their
/// dates.
/// </summary>
internal static class SupplyLogGenerator
{
    const long Hour = 3_600_000;
    const int ManyOrders = 500;
    const int FewOrders = 12;

    static readonly string[] s_sites = ["A", "B", "C"];

    public static Arbitrary<LogStep[]> Logs { get; } =
        LogsOf(Gen.Constant(ManyOrders), new(Amend: 6, Adjust: 2, Policy: 1));

    /// <summary>
    /// Such logs whose sort keys change all the time, as the dates of lines do, and in which units are often taken
    /// back. Some have so few orders that often none of those that wait, or all of them, have a date.
    /// </summary>
    public static Arbitrary<LogStep[]> LogsOfManyPolicies { get; } =
        LogsOf(Gen.Elements(ManyOrders, FewOrders), new(Amend: 30, Adjust: 12, Policy: 20));

    static Arbitrary<LogStep[]> LogsOf(Gen<int> orderCounts, Shares shares) => Arb.From(
        from orders in orderCounts
        from scope in Gen.Elements("S", "*")
        from size in Gen.Choose(1, 700)
        from steps in Gen.ArrayOf(Step(orders, shares), size)
        select (LogStep[])
            [FirstPolicy(scope), .. steps.Select((step, number) => Numbered(step, number, orders, scope))],
        LogGenerator.Shrink);

    static LogStep FirstPolicy(string scope) => new(0, 0, new SetPolicy
    {
        EventId = "first",
        Sku = scope,
        Version = 1,
        SiteOrder = ["A", "B"],
    });

    // One order after the other, so that few commands place the same. No policy is older than the one before.
    static LogStep Numbered(LogStep step, int number, int orders, string scope) => step with
    {
        Command = step.Command switch
        {
            PlaceDemand place => place with { OrderId = $"o{number % orders}", EventId = $"e{number}" },
            SetPolicy policy => policy with { Sku = scope, Version = number + 2, EventId = $"e{number}" },
            var other => other with { EventId = $"e{number}" },
        },
    };

    static Gen<LogStep> Step(int orders, Shares shares) =>
        from time in Gen.Frequency((60, Gen.Choose(0, 60_000).Select(ms => (long)ms)), (1, Gen.Constant(20 * Hour)))
        from command in Gen.Frequency(
            (60, Place()), (shares.Amend, Amend(orders)), (8, Cancel(orders)), (10, Receive()),
            (shares.Adjust, Adjust()), (2, Ship(orders)), (12, Expect()), (4, Reschedule()), (3, Withdraw()),
            (shares.Policy, Policy()))
        select new LogStep(0, time, command with { Sku = "S" });

    static Gen<string> Order(int orders) => Gen.Choose(0, orders).Select(number => $"o{number}");

    static Gen<string> Ref() => Gen.Choose(0, 9).Select(number => LogGenerator.Named("p", number));

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

    static Gen<AllocationCommand> Amend(int orders) =>
        from order in Order(orders)
        from units in Maybe(Units(9))
        from priority in Maybe(Gen.Elements(10L, 50L, 70L))
        from date in Maybe(Date())
        from clear in Maybe(Gen.Elements(true, false))
        select (AllocationCommand)new AmendDemand
        {
            OrderId = order,
            LineId = "1",
            Quantity = units,
            PriorityClass = priority,
            RequestedDate = date,
            ClearRequestedDate = clear,
        };

    static Gen<AllocationCommand> Cancel(int orders) =>
        from order in Order(orders)
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

    static Gen<AllocationCommand> Ship(int orders) =>
        from order in Order(orders)
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
        from sites in Gen.Elements<ImmutableArray<string>>(["A", "B"], ["B", "A", "C"], ["C"])
        from safety in Gen.Choose(0, 3)
        from strict in Gen.Elements(true, false)
        from byDate in Gen.Elements(true, false)
        select (AllocationCommand)new SetPolicy
        {
            SiteOrder = sites,
            SafetyStock = [new(sites[0], safety)],
            FillMode = strict ? "strict" : null,
            SortKeys = byDate ? ["requestedDate"] : [],
        };

    /// <summary>How many of about a hundred commands are of these kinds.</summary>
    readonly record struct Shares(int Amend, int Adjust, int Policy);
}
