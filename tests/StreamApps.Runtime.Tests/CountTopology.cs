namespace StreamApps.Runtime.Tests;

/// <summary>Counts records by key; the value "fail" makes the user's function throw.</summary>
static class CountTopology
{
    public static Topology Create(string input = "in", string output = "out", string store = "counts")
    {
        var builder = new StreamBuilder();
        builder.Stream("source", new Topic<string, string>(input, Serdes.String, Serdes.String))
            .MapValues(value => value == "fail" ? throw new InvalidOperationException("told to fail") : value)
            .GroupByKey(new Grouped<string, string> { KeySerde = Serdes.String, ValueSerde = Serdes.String })
            .Count(store)
            .ToStream()
            .To("sink", new Topic<string, long>(output, Serdes.String, Serdes.Int64));
        return builder.Build("counting");
    }
}
