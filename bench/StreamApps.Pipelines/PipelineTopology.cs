using StreamApps.Pipelines.Values;

namespace StreamApps.Pipelines;

/// <summary>The pipelines of the benchmark, on the public API.</summary>
public static class PipelineTopology
{
    const int LeastQuantity = 25;

    /// <summary>Builds a pipeline over the topics of these prefixes.</summary>
    /// <exception cref="ArgumentException">There is no such pipeline.</exception>
    public static Topology Create(string pipeline, string input, string output)
    {
        var builder = new StreamBuilder();
        var target = PipelineNames.Output(output);
        switch (pipeline)
        {
            case "p1":
                Items(builder, input, "items")
                    .Filter(static (_, item) => item.Quantity > LeastQuantity)
                    .MapValues(static item => item.WithQuantityInLowerCase(3 * item.Quantity + 1))
                    .To("out", To(target, Layouts.Items));
                break;
            case "p2" or "p2c" or "p6":
                Items(builder, input, "items")
                    .GroupByKey()
                    .Aggregate(
                        "totals", static () => default, static (_, item, totals) => totals.Plus(item), Layouts.Totals)
                    .ToStream()
                    .To("out", To(target, Layouts.Totals));
                break;
            case "p3":
                var table = builder.Table("table", To($"{input}-table", Layouts.Rows));
                Items(builder, input, "items")
                    .Join(table, static (_, item, row) => Enriched.Of(item, row))
                    .To("out", To(target, Layouts.Enriched));
                break;
            case "p4" or "p4c":
                Items(builder, input, "items")
                    .Process("windows", () => new MinuteCounter(onClose: pipeline == "p4c"), MinuteCounter.Kept)
                    .To("out", To(target, Layouts.WindowCounts));
                break;
            case "p5":
                Items(builder, input, "left")
                    .Join(
                        "pairs",
                        Items(builder, input, "right"),
                        static (_, left, right) => Pair.Of(left, right),
                        JoinWindows.Within(TimeSpan.FromSeconds(30), grace: TimeSpan.FromSeconds(10)))
                    .To("out", To(target, Layouts.Pairs));
                break;
            case "p7":
                Items(builder, input, "latency")
                    .GroupByKey()
                    .Aggregate("seen", static () => default, static (_, item, seen) => seen.Next(item), Layouts.Seen)
                    .ToStream()
                    .To("out", To(target, Layouts.Seen));
                break;
            case "p8":
                builder.Stream("commands", To($"{input}-commands", Layouts.Commands))
                    .Process("allocator", static () => new Allocator(), Allocator.Kept)
                    .To("out", To(target, Layouts.Events));
                break;
            default:
                throw new ArgumentException(
                    $"pipeline {pipeline} is none of {string.Join(", ", PipelineNames.All)}", nameof(pipeline));
        }
        return builder.Build($"bench-{pipeline}");
    }

    static IKStream<string, Item> Items(StreamBuilder builder, string input, string topic) =>
        builder.Stream(topic, To($"{input}-{topic}", Layouts.Items));

    static Topic<string, T> To<T>(string topic, ISerde<T> serde) => new(topic, Serdes.String, serde);
}
