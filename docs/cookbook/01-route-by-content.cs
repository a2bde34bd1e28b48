// Sends each order to the topic of its region, chosen by its content among topics that are declared; the rest is set
// aside by a branch.
//
// Prints:
//   orders-north: o1 = north:3
//   orders-south: o2 = south:1
//   orders-unknown: o3 = 7
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class RouteByContent
{
    static readonly Topic<string, string> Orders = new("orders", Serdes.String, Serdes.String);
    static readonly Topic<string, string> North = new("orders-north", Serdes.String, Serdes.String);
    static readonly Topic<string, string> South = new("orders-south", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Unknown = new("orders-unknown", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        var split = builder.Stream("orders", Orders).Split("by-region");
        split.Branch("known", (_, order) => order.Contains(':'))
            .To("regions", (_, order) => $"orders-{order[..order.IndexOf(':')]}", [North, South]);
        split.Default("rest").To("unknown", Unknown);

        using var driver = new TopologyTestDriver(builder.Build("route-by-content"));
        var input = driver.Input(Orders);
        input.Pipe("o1", "north:3");
        input.Pipe("o2", "south:1");
        input.Pipe("o3", "7");
        foreach (var topic in new[] { North, South, Unknown })
        {
            foreach (var record in driver.Output(topic).ReadAll())
                yield return $"{topic.Name}: {record.Key} = {record.Value}";
        }
    }
}
