using Backorders.Cli.Demo.Feed;
using Backorders.Contracts;

namespace Backorders.Cli.Tests.Feed;

/// <summary>A demo whose orders look like no shop's proves nothing about a shop.</summary>
public sealed class GeneratedFeedTests
{
    const int Lines = 60_000;

    [Fact]
    public void Items_SameSeed_GivesTheSameBytes()
    {
        static string Run(int seed) => string.Join('\n', new GeneratedFeed(seed, 500, new FixedTime()).Items()
            .Select(item => $"{item.Topic} {Convert.ToHexString(item.Key)} {Convert.ToHexString(item.Value)}"));
        Run(3).ShouldBe(Run(3));
        string.Equals(Run(3), Run(4), StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public void Items_ManyLines_HaveTheShapeOfTheRetailData()
    {
        var feed = new GeneratedFeed(1, Lines, new FixedTime());
        var orders = new List<OrderPlaced>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var early = 0;
        foreach (var item in feed.Items())
        {
            if (item.Topic == BackordersTopics.Orders.Name)
            {
                orders.Add(BackordersTopics.Orders.ValueSerde.Deserialize(item.Value).Placed);
                placed.Add(orders[^1].OrderId);
            }
            else if (item.Topic == BackordersTopics.Cancellations.Name
                && !placed.Contains(BackordersTopics.Cancellations.ValueSerde.Deserialize(item.Value).OrderId))
            {
                early++;
            }
        }
        feed.Statistics.Lines.ShouldBe(Lines);
        feed.Statistics.Orders.ShouldBe(orders.Count);
        var sizes = orders.Select(order => order.Lines.Count).Order().ToList();
        sizes[sizes.Count / 2].ShouldBeInRange(8, 12, "median lines of an order");
        sizes[sizes.Count * 99 / 100].ShouldBeInRange(130, 270, "99th percentile");
        ((double)feed.Statistics.Cancellations / Lines).ShouldBeInRange(0.014, 0.020, "share of cancelled lines");
        early.ShouldBeInRange(
            feed.Statistics.Cancellations / 20, feed.Statistics.Cancellations / 5, "some overtake their order");

        var bySku = orders.SelectMany(order => order.Lines).CountBy(line => line.Sku, StringComparer.Ordinal)
            .Select(entry => entry.Value).OrderDescending().ToList();
        bySku.Count.ShouldBeInRange(3_500, 4_070);
        bySku.Take(bySku.Count / 10).Sum().ShouldBeGreaterThan(Lines / 2, "few SKUs sell most");
        orders.SelectMany(order => order.Lines).ShouldAllBe(line => line.Quantity > 0);
    }
}
