namespace Backorders.Domain.Benchmarks;

/// <summary>
/// Days of a shop that stands as it is: 4,000 SKUs with a heavy tail, three sites, orders of one to ten units of which
/// about one in six waits, supply that is expected and then received, shipments, cancellations, amendments,
/// adjustments. What is received makes up for what was ordered, all that is allocated is shipped, event ids live for an
/// hour and closed lines for two: the run deletes as much as it adds, however long it is.
/// </summary>
internal sealed class CommandMix(int seed)
{
    const int Skus = 4_000;
    const int Recent = 2000;
    const int UsualStock = 480;
    // In thousandths of the commands. Lines are shipped a little faster than they come, so none stays behind.
    const int PlaceBelow = 420;
    const int ShipBelow = 880;
    const long Start = 1_790_000_000_000;
    const long Pace = 200;

    static readonly string[] s_sites = ["east", "north", "west"];

    readonly Random _random = new(seed);
    readonly Dictionary<string, Queue<ExpectSupply>> _expected = [];
    // Units ordered and not yet supplied, by SKU.
    readonly Dictionary<string, long> _short = [];
    // The last lines, in a ring: what the mix remembers must not grow, or the collector is measured with it.
    readonly (string Sku, string OrderId)[] _placed = new (string, string)[Recent];
    readonly Dictionary<(string OrderId, SiteId Site), long> _held = [];
    readonly Queue<(string Sku, string OrderId, SiteId Site)> _toShip = new();
    int _number;
    int _placedCount;

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
            : Next(_random, number, $"sku-{(int)(Math.Pow(_random.NextDouble(), 4) * Skus)}");
        return new(new(0, number), Start + number * Pace, command with { EventId = $"e{number}" });
    }

    /// <summary>Learns what became of the commands.</summary>
    public void Follow(List<AllocationEvent> events)
    {
        foreach (var stated in events)
        {
            if (stated is DemandAccepted accepted)
                _placed[_placedCount++ % Recent] = (stated.Header.Sku.Value, accepted.Line.OrderId);
            switch (stated)
            {
                case UnitsAssigned assigned:
                    foreach (var (site, units) in assigned.Sites)
                    {
                        if (Hold(assigned.Line, site, units) == units)
                            _toShip.Enqueue((stated.Header.Sku.Value, assigned.Line.OrderId, site));
                    }
                    break;
                case AllocationReleased released:
                    foreach (var (site, units) in released.Sites)
                        Hold(released.Line, site, -units);
                    break;
                case AllocationRevoked revoked:
                    foreach (var (site, units) in revoked.Sites)
                        Hold(revoked.Line, site, -units);
                    break;
            }
        }
    }

    long Hold(OrderLineId line, SiteId site, long change) => _held[(line.OrderId, site)] =
        _held.GetValueOrDefault((line.OrderId, site)) + change;

    AllocationCommand Next(Random random, int number, string sku)
    {
        var site = s_sites[random.Next(s_sites.Length)];
        var recent = _placedCount == 0
            ? ("none", "none")
            : _placed[(_placedCount - random.Next(1, Math.Min(Recent, _placedCount + 1))) % Recent];
        var kind = random.Next(1000);
        if (kind is >= PlaceBelow and < ShipBelow && Ship() is { } shipment)
            return shipment;
        if (kind < ShipBelow)
            return Place(random, number, sku);
        return kind switch
        {
            < 893 => new CancelDemand { Sku = recent.Item1, OrderId = recent.Item2, LineId = "1" },
            < 905 => new AmendDemand
            {
                Sku = recent.Item1,
                OrderId = recent.Item2,
                LineId = "1",
                Quantity = random.Next(1, 11),
            },
            < 995 => Receive(random, number, site, sku),
            _ => new AdjustStock
            {
                Sku = sku,
                AdjustmentId = $"j{number}",
                Site = site,
                Delta = random.Next(-5, 0),
            },
        };
    }

    PlaceDemand Place(Random random, int number, string sku)
    {
        var quantity = random.Next(1, 11);
        _short[sku] = _short.GetValueOrDefault(sku) + quantity;
        return new()
        {
            Sku = sku,
            OrderId = $"o{number}",
            LineId = "1",
            Quantity = quantity,
            PriorityClass = random.Next(10) == 0 ? 10 : 50,
            AllowPartial = random.Next(10) != 0,
            AllowSplit = random.Next(3) == 0,
        };
    }

    ConfirmShipment? Ship()
    {
        while (_toShip.TryDequeue(out var next))
        {
            // Some were taken back in the meantime.
            if (!_held.Remove((next.OrderId, next.Site), out var units) || units == 0)
                continue;
            return new()
            {
                Sku = next.Sku,
                OrderId = next.OrderId,
                LineId = "1",
                Site = next.Site.Value,
                Quantity = units,
            };
        }
        return null;
    }

    // About every second delivery was announced before.
    AllocationCommand Receive(Random random, int number, string site, string sku)
    {
        if (!_expected.TryGetValue(sku, out var expected))
            _expected.Add(sku, expected = []);
        if (expected.Count < 4 && random.Next(2) == 0)
        {
            expected.Enqueue(new ExpectSupply
            {
                Sku = sku,
                Ref = $"p{number}",
                Site = site,
                Quantity = Supplied(random, sku),
                Date = DayOf(number).AddDays(random.Next(4, 24)),
            });
            return expected.Last();
        }
        if (expected.TryDequeue(out var announced))
        {
            return new ReceiveStock
            {
                Sku = sku,
                ReceiptId = $"r{number}",
                Site = announced.Site,
                Quantity = announced.Quantity,
                SupplyRef = announced.Ref,
            };
        }
        return new ReceiveStock
        {
            Sku = sku,
            ReceiptId = $"r{number}",
            Site = site,
            Quantity = Supplied(random, sku),
        };
    }

    static DateOnly DayOf(int number) =>
        DateOnly.FromDateTime(DateTime.UnixEpoch.AddMilliseconds(Start + number * Pace));

    // All that is short, and some to have.
    long Supplied(Random random, string sku)
    {
        var stock = random.Next(UsualStock / 2, UsualStock);
        var quantity = Math.Max(1, _short.GetValueOrDefault(sku) + stock);
        _short[sku] = _short.GetValueOrDefault(sku) - quantity;
        return quantity;
    }
}
