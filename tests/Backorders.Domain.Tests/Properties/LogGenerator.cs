using FsCheck;
using FsCheck.Fluent;

namespace Backorders.Domain.Tests.Properties;

/// <summary>
/// Random logs of few SKUs, sites, orders and event ids, so that commands meet: duplicates, bad shapes, late times,
/// policies that change under way, supplies that become overdue.
/// </summary>
internal static class LogGenerator
{
    const long Hour = 3_600_000;

    static readonly string[] s_skus = ["S", "\uE000T", "\U0001F6B2"];
    static readonly string[] s_sites = ["A", "B", "Ö"];

    public static Arbitrary<LogStep[]> Logs { get; } = Arb.From(
        Gen.ArrayOf(Step()).Resize(120), Shrink);

    static Gen<LogStep> Step() =>
        from partition in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Constant(1)))
        from step in Gen.Frequency(
            (20, Gen.Choose(0, 60_000).Select(ms => (long)ms)), (4, Gen.Choose(1, 30).Select(hours => hours * Hour)),
            (1, Gen.Choose(-48, -1).Select(hours => hours * Hour)))
        from command in Gen.Frequency(
            (30, Place()), (10, Amend()), (14, Cancel()), (18, Receive()), (10, Ship()), (10, Adjust()),
            (8, Expect()), (4, Reschedule()), (3, CancelSupply()), (7, Policy()),
            (4, Gen.Constant<AllocationCommand>(new Tick())),
            (1, Gen.Constant<AllocationCommand>(new UnknownCommand("Nothing"))))
        from eventId in Gen.Frequency(
            (40, Gen.Choose(0, 1_000_000)), (3, Gen.Choose(0, 9))).Select(number => $"e{number}")
        from sku in Gen.Frequency((command is SetPolicy ? 2 : 30, Gen.Elements(s_skus)), (1, Gen.Constant("*")))
        from flawed in Gen.Frequency((60, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new LogStep(partition, step, command with
        {
            EventId = flawed ? "" : eventId,
            Sku = sku,
            Faults = flawed ? [new("quantity", RejectionReason.QuantityNotWhole)] : [],
        });

    // Ids that are not ASCII, or long, are kept elsewhere than others.
    static Gen<string> Order() => Gen.Choose(1, 12).Select(number => Named("o", number));

    public static string Named(string kind, int number) => number switch
    {
        2 => $"{kind}Ö{number}",
        3 => $"{kind}{number}".PadRight(100, 'x'),
        _ => $"{kind}{number}",
    };

    static Gen<string> Site() => Gen.Frequency((30, Gen.Elements(s_sites)), (1, Gen.Constant("nowhere")));

    static Gen<long?> Units() => Gen.Frequency(
        (60, Gen.Choose(1, 9).Select(units => (long?)units)), (1, Gen.Constant<long?>(0)),
        (1, Gen.Constant<long?>(long.MaxValue - 5)));

    static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((2, Gen.Constant<T?>(null)), (1, gen.Select(value => (T?)value)));

    static Gen<DateOnly> Date() => Gen.Choose(0, 12).Select(days => new DateOnly(2025, 12, 30).AddDays(days));

    static Gen<ImmutableArray<string>> SiteList() =>
        from sites in Gen.Shuffle(s_sites)
        from count in Gen.Choose(0, s_sites.Length)
        select sites.Take(count).ToImmutableArray();

    static Gen<AllocationCommand> Place() =>
        from order in Order()
        from units in Units()
        from priority in Maybe(Gen.Choose(48, 51).Select(number => (long)number))
        from date in Maybe(Date())
        from sites in Gen.Frequency((2, Gen.Constant(ImmutableArray<string>.Empty)), (1, SiteList()))
        from split in Maybe(Gen.Elements(true, false))
        from partial in Maybe(Gen.Elements(true, false))
        select (AllocationCommand)new PlaceDemand
        {
            OrderId = order,
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
        from units in Maybe(Gen.Choose(1, 12).Select(number => (long)number))
        from priority in Maybe(Gen.Choose(48, 51).Select(number => (long)number))
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

    static Gen<AllocationCommand> Cancel() =>
        from order in Order()
        from units in Maybe(Gen.Choose(1, 6).Select(number => (long)number))
        select (AllocationCommand)new CancelDemand { OrderId = order, LineId = "1", Quantity = units };

    static Gen<AllocationCommand> Receive() =>
        from site in Site()
        from units in Units()
        from supply in Gen.Choose(0, 9)
        select (AllocationCommand)new ReceiveStock
        {
            ReceiptId = "r",
            Site = site,
            Quantity = units,
            SupplyRef = supply < 5 ? Named("p", supply) : null,
        };

    static Gen<AllocationCommand> Ship() =>
        from order in Order()
        from site in Site()
        from units in Units()
        select (AllocationCommand)new ConfirmShipment
        {
            OrderId = order,
            LineId = "1",
            Site = site,
            Quantity = units,
        };

    static Gen<AllocationCommand> Adjust() =>
        from site in Site()
        from delta in Gen.Choose(-12, 6)
        from count in Maybe(Gen.Choose(0, 9).Select(number => (long)number))
        from book in Maybe(Gen.Choose(0, 9).Select(number => (long)number))
        select (AllocationCommand)new AdjustStock
        {
            AdjustmentId = "j",
            Site = site,
            Delta = count is null ? delta : null,
            Count = count,
            BookOnHand = book,
        };

    static Gen<AllocationCommand> Expect() =>
        from supply in Gen.Choose(0, 5)
        from site in Site()
        from units in Units()
        from date in Date()
        select (AllocationCommand)new ExpectSupply
        {
            Ref = Named("p", supply),
            Site = site,
            Quantity = units,
            Date = date,
        };

    static Gen<AllocationCommand> Reschedule() =>
        from supply in Gen.Choose(0, 5)
        from units in Maybe(Gen.Choose(1, 9).Select(number => (long)number))
        from date in Maybe(Date())
        select (AllocationCommand)new RescheduleSupply { Ref = Named("p", supply), Quantity = units, Date = date };

    static Gen<AllocationCommand> CancelSupply() =>
        from supply in Gen.Choose(0, 5)
        select (AllocationCommand)new CancelSupply { Ref = Named("p", supply) };

    static Gen<AllocationCommand> Policy() =>
        from version in Gen.Choose(1, 30)
        from sites in Gen.Frequency((4, Gen.Constant(s_sites.ToImmutableArray())), (1, SiteList()))
        from safety in Gen.Choose(0, 2)
        from strict in Gen.Elements(true, false, false)
        from byDate in Gen.Elements(true, false)
        from hours in Gen.Elements(0, 1, 30)
        select (AllocationCommand)new SetPolicy
        {
            Version = version,
            SiteOrder = sites,
            SafetyStock = sites.IsEmpty ? [] : [new(sites[0], safety)],
            FillMode = strict ? "strict" : null,
            SortKeys = byDate ? ["requestedDate"] : [],
            CancellationTtlMs = hours * Hour,
            DedupWindowMs = hours * Hour,
            ClosedLineRetentionMs = hours * Hour,
        };

    public static IEnumerable<LogStep[]> Shrink(LogStep[] log)
    {
        for (var size = log.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= log.Length; start += size)
                yield return [.. log[..start], .. log[(start + size)..]];
        }
    }
}
