// Adds what is known of the customer to each order, as it is when the order comes. Both topics have the customer as
// their key and as many partitions.
//
// Prints:
//   ann: 3 apples for nobody known
//   ann: 2 pears for Ann of Leeds
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class EnrichWithATable
{
    static readonly Topic<string, string> Orders = new("orders", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Customers = new("customers", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Enriched = new("enriched-orders", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        var customers = builder.Table("customers", Customers);
        builder.Stream("orders", Orders)
            .LeftJoin(customers, (_, order, customer) => $"{order} for {customer ?? "nobody known"}")
            .To("enriched", Enriched);

        using var driver = new TopologyTestDriver(builder.Build("enrich-with-a-table"));
        driver.Input(Orders).Pipe("ann", "3 apples");
        driver.Input(Customers).Pipe("ann", "Ann of Leeds");
        driver.Input(Orders).Pipe("ann", "2 pears");
        return [.. driver.Output(Enriched).ReadAll().Select(record => $"{record.Key}: {record.Value}")];
    }
}
