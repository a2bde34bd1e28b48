using Backorders.Contracts;

namespace Backorders.Cli.Demo.Feed;

/// <summary>
/// The stock side of a feed, made up from a seed: three sites, opening stock of a SKU when it is first ordered, and
/// receipts that are announced when stock runs low and arrive after a lead time. A share of the demand has to wait.
/// </summary>
sealed class Warehouses(Random random, FeedStatistics statistics, TimeSpan leadTime)
{
    static readonly string[] Sites = ["HUB", "NORTH", "SOUTH"];

    readonly Dictionary<string, SkuPlan> _skus = new(StringComparer.Ordinal);
    readonly PriorityQueue<Arrival, long> _arrivals = new();
    int _numbers;

    /// <summary>The policy of all SKUs.</summary>
    public static FeedItem DefaultPolicy(long now)
    {
        var policy = new Policy { Version = 1 };
        policy.SiteOrder.AddRange(Sites);
        return FeedItem.Of(BackordersTopics.Policies, "*", new AllocationPolicy
        {
            Metadata = Metadata("policy-1", now),
            Sku = "*",
            Policy = policy,
        });
    }

    /// <summary>What has arrived by this time, in the order of its arrival.</summary>
    public IEnumerable<FeedItem> Arrived(long now)
    {
        while (_arrivals.TryPeek(out _, out var due) && due <= now)
        {
            var arrival = _arrivals.Dequeue();
            _skus[arrival.Sku].Position += arrival.Units;
            yield return Receipt(arrival.Sku, arrival.Site, arrival.Units, due, arrival.SupplyRef);
        }
    }

    /// <summary>
    /// What a demand of this many units leads to: opening stock at the first, an announcement when it runs low.
    /// </summary>
    public IEnumerable<FeedItem> Demanded(string sku, long units, long now)
    {
        if (!_skus.TryGetValue(sku, out var plan))
        {
            plan = new SkuPlan { ReorderPoint = Math.Max(2, units * random.Next(1, 4)) };
            _skus.Add(sku, plan);
            var opening = plan.ReorderPoint + random.NextInt64(0, (4 * units) + 4);
            foreach (var site in Sites)
            {
                var share = Math.Max(1, opening / Sites.Length);
                plan.Position += share;
                yield return Receipt(sku, site, share, now, supplyRef: null);
            }
        }
        plan.Position -= units;
        if (plan.Position + plan.OnOrder > plan.ReorderPoint)
            yield break;

        var quantity = Math.Max(plan.ReorderPoint * 3, plan.ReorderPoint - plan.Position - plan.OnOrder + units);
        plan.OnOrder += quantity;
        var due = now + (long)(leadTime.TotalMilliseconds * (0.5 + random.NextDouble()));
        var arrival = new Arrival(sku, Sites[random.Next(Sites.Length)], quantity, $"PO-{++_numbers}");
        _arrivals.Enqueue(arrival, due);
        yield return Expected(arrival, now, due);
    }

    public static MessageMetadata Metadata(string id, long time) =>
        new() { EventId = id, OccurredAtUnixMs = time, Synthetic = true };

    FeedItem Receipt(string sku, string site, long units, long time, string? supplyRef)
    {
        statistics.Receipts++;
        if (supplyRef is not null)
            _skus[sku].OnOrder -= units;
        var id = $"receipt-{++_numbers}";
        var received = new StockReceived { ReceiptId = id, Site = site, Quantity = units };
        if (supplyRef is not null)
            received.SupplyRef = supplyRef;
        return FeedItem.Of(
            BackordersTopics.Receipts,
            sku,
            new ReceiptEvent { Metadata = Metadata(id, time), Sku = sku, Received = received });
    }

    FeedItem Expected(Arrival arrival, long now, long due)
    {
        statistics.Receipts++;
        return FeedItem.Of(BackordersTopics.Receipts, arrival.Sku, new ReceiptEvent
        {
            Metadata = Metadata($"expect-{arrival.SupplyRef}", now),
            Sku = arrival.Sku,
            Expected = new()
            {
                Ref = arrival.SupplyRef,
                Site = arrival.Site,
                Quantity = arrival.Units,
                Date = DateTimeOffset.FromUnixTimeMilliseconds(due)
                    .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            },
        });
    }

    sealed class SkuPlan
    {
        public long Position { get; set; }

        public long OnOrder { get; set; }

        public required long ReorderPoint { get; init; }
    }

    sealed record Arrival(string Sku, string Site, long Units, string SupplyRef);
}
