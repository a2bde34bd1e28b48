namespace Backorders.Domain.Benchmarks;

/// <summary>
/// A day of a shop: 4,000 SKUs with a heavy tail, three sites, orders of one to ten units of which about one in five
/// waits, supply that is expected and then received, shipments, cancellations, amendments, adjustments. Event ids live
/// for an hour and closed lines for two, so that the run deletes as much as it adds. What is shipped and cancelled
/// follows from what was allocated.
/// </summary>
internal sealed class CommandMix(int seed)
{
    const int Skus = 4_000;
    const int Recent = 2000;
    const long Start = 1_790_000_000_000;

    static readonly string[] s_sites = ["east", "north", "west"];

    readonly Random _random = new(seed);
    readonly Dictionary<string, Queue<ExpectSupply>> _expected = [];
    // The last lines, in a ring: what the mix remembers must not grow, or the collector is measured with it.
    readonly (string Sku, string OrderId)[] _placed = new (string, string)[Recent];
    readonly Queue<(string Sku, string OrderId, SiteUnits Taken)> _allocated = new();
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
        return new(new(0, number), Start + number * 200L, command with { EventId = $"e{number}" });
    }

    /// <summary>Learns what became of the commands.</summary>
    public void Follow(List<AllocationEvent> events)
    {
        foreach (var stated in events)
        {
            if (stated is DemandAccepted accepted)
                _placed[_placedCount++ % Recent] = (stated.Header.Sku.Value, accepted.Line.OrderId);
            if (stated is not UnitsAssigned assigned)
                continue;
            foreach (var taken in assigned.Sites)
                _allocated.Enqueue((stated.Header.Sku.Value, assigned.Line.OrderId, taken));
        }
    }

    AllocationCommand Next(Random random, int number, string sku)
    {
        var site = s_sites[random.Next(s_sites.Length)];
        var recent = _placedCount == 0
            ? ("none", "none")
            : _placed[(_placedCount - random.Next(1, Math.Min(Recent, _placedCount + 1))) % Recent];
        return random.Next(1000) switch
        {
            < 500 => new PlaceDemand
            {
                Sku = sku,
                OrderId = $"o{number}",
                LineId = "1",
                Quantity = random.Next(1, 11),
                PriorityClass = random.Next(10) == 0 ? 10 : 50,
                AllowPartial = random.Next(10) != 0,
                AllowSplit = random.Next(3) == 0,
            },
            < 850 when _allocated.TryDequeue(out var held) => new ConfirmShipment
            {
                Sku = held.Sku,
                OrderId = held.OrderId,
                LineId = "1",
                Site = held.Taken.Site.Value,
                Quantity = held.Taken.Units,
            },
            < 867 => new CancelDemand { Sku = recent.Item1, OrderId = recent.Item2, LineId = "1" },
            < 880 => new AmendDemand
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
                Quantity = random.Next(40, 120),
                Date = new DateOnly(2026, 9, 25).AddDays(random.Next(20)),
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
        return new ReceiveStock { Sku = sku, ReceiptId = $"r{number}", Site = site, Quantity = random.Next(40, 120) };
    }
}
