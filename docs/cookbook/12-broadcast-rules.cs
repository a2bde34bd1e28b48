// Checks orders against limits that can be changed while it runs: every task gets every limit, exactly once, and keeps
// them in broadcast state.
//
// Prints:
//   ann: 7 apples are over the limit of 5
//   bob: 9 apples are over the limit of 8
using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class BroadcastRules
{
    static readonly Topic<string, string> Orders = new("orders", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Limits = new("limits", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Alerts = new("alerts", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        builder.Stream("orders", Orders)
            .Process("limit-check", builder.Stream("limits", Limits), new LimitCheck())
            .To("alerts", Alerts);

        using var driver = new TopologyTestDriver(builder.Build("broadcast-rules"));
        driver.Input(Limits).Pipe(null, "apples 5");
        driver.Input(Orders).Pipe("ann", "apples 7");
        driver.Input(Limits).Pipe(null, "apples 8");
        driver.Input(Orders).Pipe("ann", "apples 8");
        driver.Input(Orders).Pipe("bob", "apples 9");
        return [.. driver.Output(Alerts).ReadAll().Select(record => $"{record.Key}: {record.Value}")];
    }

    sealed class LimitCheck : BroadcastProcessFunction<string, string, string, string>
    {
        static readonly StateDescriptor<IMapState<string, long>> ByProduct =
            KeyedStates.Map("by-product", Serdes.String, Serdes.Int64);

        public override IReadOnlyList<StateDescriptor> BroadcastStates => [ByProduct];

        public override void ProcessBroadcastElement(IBroadcastContext context, string limit)
        {
            var (product, units) = Parse(limit);
            context.BroadcastState(ByProduct).Put(product, units);
        }

        public override void ProcessElement(
            IBroadcastKeyedContext<string> context, string order, ICollector<string> output)
        {
            var (product, units) = Parse(order);
            if (context.BroadcastState(ByProduct).TryGet(product, out var limit) && units > limit)
                output.Collect($"{units} {product} are over the limit of {limit}");
        }

        static (string Product, long Units) Parse(string text)
        {
            var parts = text.Split(' ');
            return (parts[0], long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
