using System.Collections.Immutable;
using System.Globalization;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// Days of a shop that stands as it is: 4,000 SKUs with a heavy tail, three sites, orders of one to ten units of which
/// about one in six waits, supply that is expected and then received, shipments, cancellations, amendments,
/// adjustments. What is received makes up for what was ordered, all that is allocated is shipped, event ids live for an
/// hour and closed lines for two: the run deletes as much as it adds, however long it is.
/// </summary>
/// <remarks>
/// What it remembers are numbers. The text of a command is made for that command, as a decoder makes it, and the mix
/// gives the collector nothing to follow that would be measured with the allocator.
/// </remarks>
internal sealed class CommandMix(int seed)
{
    const int Skus = 4_000;
    const int Recent = 2000;
    const int UsualStock = 480;
    const int MostExpected = 4;
    // In thousandths of the commands. Lines are shipped a little faster than they come, so none stays behind.
    const int PlaceBelow = 420;
    const int ShipBelow = 880;
    const long Start = 1_790_000_000_000;
    const long Pace = 200;
    const string SkuPrefix = "sku-";
    const string OrderPrefix = "o";

    static readonly string[] s_sites = ["east", "north", "west"];

    readonly Random _random = new(seed);
    // By SKU: what was announced, and the units ordered and not yet supplied.
    readonly Queue<Announced>?[] _expected = new Queue<Announced>?[Skus];
    readonly long[] _short = new long[Skus];
    // The last lines, in a ring.
    readonly (int Sku, int Order)[] _placed = new (int, int)[Recent];
    readonly Dictionary<(int Order, int Site), long> _held = [];
    readonly Queue<(int Sku, int Order, int Site)> _toShip = new();
    int _number;
    int _placedCount;

    readonly record struct Announced(int Number, int Site, long Quantity);

    /// <summary>The next record of the log.</summary>
    public LogRecord Next()
    {
        var number = _number++;
        AllocationCommand command = number == 0
            ? new SetPolicy
            {
                Sku = "*",
                Version = 1,
                SiteOrder = [.. s_sites],
                DedupWindowMs = 3_600_000,
                ClosedLineRetentionMs = 7_200_000,
            }
            // A power makes few SKUs take most of the traffic.
            : Next(number, (int)(Math.Pow(_random.NextDouble(), 4) * Skus));
        return new(new(0, number), Start + number * Pace, command with { EventId = $"e{number}" });
    }

    /// <summary>Learns what became of the commands.</summary>
    public void Follow(List<AllocationEvent> events)
    {
        foreach (var stated in events)
        {
            if (stated is not LineEvent line)
                continue;
            var sku = NumberOf(line.Header.Sku.Value, SkuPrefix);
            var order = NumberOf(line.Line.OrderId, OrderPrefix);
            switch (line)
            {
                case DemandAccepted:
                    _placed[_placedCount++ % Recent] = (sku, order);
                    break;
                case UnitsAssigned assigned:
                    foreach (var (id, units) in assigned.Sites)
                    {
                        var site = Array.IndexOf(s_sites, id.Value);
                        if (Hold(order, site, units) == units)
                            _toShip.Enqueue((sku, order, site));
                    }
                    break;
                case AllocationReleased released:
                    GiveBack(order, released.Sites);
                    break;
                case AllocationRevoked revoked:
                    GiveBack(order, revoked.Sites);
                    break;
            }
        }
    }

    void GiveBack(int order, ImmutableArray<SiteUnits> sites)
    {
        foreach (var (site, units) in sites)
            Hold(order, Array.IndexOf(s_sites, site.Value), -units);
    }

    long Hold(int order, int site, long change) =>
        _held[(order, site)] = _held.GetValueOrDefault((order, site)) + change;

    AllocationCommand Next(int number, int sku)
    {
        var site = _random.Next(s_sites.Length);
        var kind = _random.Next(1000);
        if (kind is >= PlaceBelow and < ShipBelow && Ship() is { } shipment)
            return shipment;
        return kind switch
        {
            < ShipBelow => Place(number, sku),
            < 893 => Cancel(),
            < 905 => Amend(),
            < 995 => Supply(number, site, sku),
            _ => new AdjustStock
            {
                Sku = IdOf(SkuPrefix, sku),
                AdjustmentId = IdOf("j", number),
                Site = SiteAt(site),
                Delta = _random.Next(-5, 0),
            },
        };
    }

    PlaceDemand Place(int number, int sku)
    {
        var quantity = _random.Next(1, 11);
        _short[sku] += quantity;
        return new()
        {
            Sku = IdOf(SkuPrefix, sku),
            OrderId = IdOf(OrderPrefix, number),
            LineId = IdOf("", 1),
            Quantity = quantity,
            PriorityClass = _random.Next(10) == 0 ? 10 : 50,
            AllowPartial = _random.Next(10) != 0,
            AllowSplit = _random.Next(3) == 0,
        };
    }

    CancelDemand Cancel()
    {
        var (sku, order) = RecentLine();
        return new() { Sku = IdOf(SkuPrefix, sku), OrderId = IdOf(OrderPrefix, order), LineId = IdOf("", 1) };
    }

    AmendDemand Amend()
    {
        var (sku, order) = RecentLine();
        return new()
        {
            Sku = IdOf(SkuPrefix, sku),
            OrderId = IdOf(OrderPrefix, order),
            LineId = IdOf("", 1),
            Quantity = _random.Next(1, 11),
        };
    }

    ConfirmShipment? Ship()
    {
        while (_toShip.TryDequeue(out var next))
        {
            // Some were taken back in the meantime.
            if (!_held.Remove((next.Order, next.Site), out var units) || units == 0)
                continue;
            return new()
            {
                Sku = IdOf(SkuPrefix, next.Sku),
                OrderId = IdOf(OrderPrefix, next.Order),
                LineId = IdOf("", 1),
                Site = SiteAt(next.Site),
                Quantity = units,
            };
        }
        return null;
    }

    // About every second delivery was announced before.
    AllocationCommand Supply(int number, int site, int sku)
    {
        var expected = _expected[sku] ??= new(MostExpected);
        if (expected.Count < MostExpected && _random.Next(2) == 0)
        {
            var announced = new Announced(number, site, Supplied(sku));
            expected.Enqueue(announced);
            return new ExpectSupply
            {
                Sku = IdOf(SkuPrefix, sku),
                Ref = IdOf("p", number),
                Site = SiteAt(site),
                Quantity = announced.Quantity,
                Date = DayOf(number).AddDays(_random.Next(4, 24)),
            };
        }
        var isAnnounced = expected.TryDequeue(out var arrived);
        return new ReceiveStock
        {
            Sku = IdOf(SkuPrefix, sku),
            ReceiptId = IdOf("r", number),
            Site = SiteAt(isAnnounced ? arrived.Site : site),
            Quantity = isAnnounced ? arrived.Quantity : Supplied(sku),
            SupplyRef = isAnnounced ? IdOf("p", arrived.Number) : null,
        };
    }

    static DateOnly DayOf(int number) =>
        DateOnly.FromDateTime(DateTime.UnixEpoch.AddMilliseconds(Start + number * Pace));

    // All that is short, and some to have.
    long Supplied(int sku)
    {
        var quantity = Math.Max(1, _short[sku] + _random.Next(UsualStock / 2, UsualStock));
        _short[sku] -= quantity;
        return quantity;
    }

    (int Sku, int Order) RecentLine() => _placedCount == 0
        ? (0, 0)
        : _placed[(_placedCount - _random.Next(1, Math.Min(Recent, _placedCount + 1))) % Recent];

    static string IdOf(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    static string SiteAt(int site) => new(s_sites[site].AsSpan());

    static int NumberOf(string id, string prefix) =>
        int.Parse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
