using Backorders.Contracts;

namespace Backorders.Cli.Demo.Feed;

/// <summary>
/// Orders in the shape of a retailer's: a median of 10 lines with a long tail (99th percentile 193), 4,070 SKUs of
/// which few sell most, 1.7 % of the lines cancelled, some of them before their order arrives.
/// </summary>
sealed class GeneratedFeed(int seed, int lines, TimeProvider time) : IFeed
{
    const int Skus = 4070;
    const double MedianLines = 10;
    // The 99th percentile of a log-normal distribution is its median times e to 2.326 sigma.
    const double LinesSigma = 1.272;
    const double QuantitySigma = 0.9;
    const int MaxLines = 500;
    const double CancelledShare = 0.017;
    const double EarlyShare = 0.1;
    static readonly TimeSpan LeadTime = TimeSpan.FromSeconds(6);

    readonly Random _random = new(seed);
    readonly List<FeedItem> _later = [];
    // Ids differ from run to run, as those of a kept log and a new run may meet.
    readonly string _run = time.GetUtcNow().ToString("MMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);
    double[]? _popularity;

    public bool IsLive => true;

    public FeedStatistics Statistics { get; } = new();

    public IEnumerable<FeedItem> Setup() => [Warehouses.DefaultPolicy(Now())];

    public IEnumerable<FeedItem> Items()
    {
        var warehouses = new Warehouses(_random, Statistics, LeadTime);
        while (Statistics.Lines < lines)
        {
            var now = Now();
            foreach (var item in warehouses.Arrived(now))
                yield return item;
            var order = NextOrder(now);
            foreach (var line in order.Placed.Lines)
            {
                foreach (var item in warehouses.Demanded(line.Sku, line.Quantity, now))
                    yield return item;
            }
            foreach (var early in Cancellations(order.Placed, now))
                yield return early;
            Statistics.Orders++;
            Statistics.Lines += order.Placed.Lines.Count;
            yield return FeedItem.Of(
                BackordersTopics.Orders, order.Placed.OrderId, order, order.Placed.OrderId, order.Placed.Lines.Count);
            foreach (var late in _later)
                yield return late;
            _later.Clear();
        }
    }

    OrderEvent NextOrder(long now)
    {
        var id = $"{_run}-{Statistics.Orders + 1}";
        var placed = new OrderPlaced
        {
            OrderId = id,
            CustomerId = $"C{_random.Next(1, 4400)}",
            PriorityClass = _random.Next(10) switch { 0 => 10, < 4 => 30, _ => 50 },
        };
        var wanted = (int)Math.Clamp(Math.Round(MedianLines * Math.Exp(LinesSigma * Normal())), 1, MaxLines);
        var count = Math.Min(wanted, lines - Statistics.Lines);
        for (var number = 1; number <= count; number++)
        {
            placed.Lines.Add(new OrderLine
            {
                LineId = $"{number}",
                Sku = NextSku(),
                Quantity = Math.Max(1, (long)Math.Round(3 * Math.Exp(QuantitySigma * Normal()))),
                AllowSplit = _random.Next(2) == 0,
                AllowPartial = _random.Next(10) != 0,
            });
        }
        return new OrderEvent { Metadata = Warehouses.Metadata($"order-{id}", now), Placed = placed };
    }

    /// <summary>Those that overtake their order; the others are kept for after it.</summary>
    List<FeedItem> Cancellations(OrderPlaced order, long now)
    {
        var early = new List<FeedItem>();
        foreach (var line in order.Lines)
        {
            if (_random.NextDouble() >= CancelledShare)
                continue;
            Statistics.Cancellations++;
            var item = FeedItem.Of(BackordersTopics.Cancellations, order.OrderId, new CancellationRequested
            {
                Metadata = Warehouses.Metadata($"cancel-{order.OrderId}-{line.LineId}", now),
                OrderId = order.OrderId,
                LineId = line.LineId,
                Reason = "customer",
            });
            (_random.NextDouble() < EarlyShare ? early : _later).Add(item);
        }
        return early;
    }

    // Zipf's law with exponent 1 by the inverse of its cumulated weights.
    string NextSku()
    {
        _popularity ??= CumulatedWeights();
        var index = Array.BinarySearch(_popularity, _random.NextDouble() * _popularity[^1]);
        return $"SKU{(index < 0 ? ~index : index):D4}";
    }

    static double[] CumulatedWeights()
    {
        var weights = new double[Skus];
        var sum = 0.0;
        for (var rank = 0; rank < Skus; rank++)
            weights[rank] = sum += 1.0 / (rank + 10);
        return weights;
    }

    // Box and Muller.
    double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
