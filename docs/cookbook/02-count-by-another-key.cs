// Counts orders by product, though they are keyed by order: through a repartition, which has a name like all that
// keeps state.
//
// Prints:
//   apple = 1
//   pear = 1
//   apple = 2
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class CountByAnotherKey
{
    static readonly Topic<string, string> Orders = new("orders", Serdes.String, Serdes.String);
    static readonly Topic<string, long> Counts = new("orders-by-product", Serdes.String, Serdes.Int64);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        builder.Stream("orders", Orders)
            .GroupBy(
                (_, product) => product,
                new Grouped<string, string> { Name = "by-product", KeySerde = Serdes.String })
            .Count("orders-by-product")
            .ToStream()
            .To("counts", Counts);

        using var driver = new TopologyTestDriver(builder.Build("count-by-another-key"));
        var input = driver.Input(Orders);
        input.Pipe("o1", "apple");
        input.Pipe("o2", "pear");
        input.Pipe("o3", "apple");
        return [.. driver.Output(Counts).ReadAll().Select(record => $"{record.Key} = {record.Value}")];
    }
}
