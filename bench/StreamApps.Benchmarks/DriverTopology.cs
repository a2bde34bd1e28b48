namespace StreamApps.Benchmarks;

/// <summary>The topologies that are measured, over topics of numbers.</summary>
internal static class DriverTopology
{
    public static Topic<long, long> In { get; } = new("in", Serdes.Int64, Serdes.Int64);

    static Topic<long, long> Out { get; } = new("out", Serdes.Int64, Serdes.Int64);

    /// <summary>Five operators without state.</summary>
    public static Topology Stateless()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", In)
            .Filter((_, value) => value >= 0)
            .MapValues(value => value + 1)
            .SelectKey((key, value) => key ^ value)
            .Map((key, value) => KeyValuePair.Create(key, value * 2))
            .Peek((_, _) => { })
            .To("sink", Out);
        return builder.Build("stateless");
    }

    /// <summary>A count by key.</summary>
    public static Topology KeyedAggregate()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", In).GroupByKey().Count("counts").ToStream().To("sink", Out);
        return builder.Build("aggregate");
    }

    /// <summary>A count by key and minute.</summary>
    public static Topology WindowedAggregate()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", In).GroupByKey()
            .WindowedBy(TimeWindows.Tumbling(TimeSpan.FromMinutes(1)))
            .Count("counts")
            .ToStream((window, _) => window.Key)
            .To("sink", Out);
        return builder.Build("windowed");
    }
}
