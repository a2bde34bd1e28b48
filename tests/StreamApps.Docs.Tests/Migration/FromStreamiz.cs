using StreamApps.Processing;
using StreamApps.Runtime;
using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Docs.Tests.Migration;

/// <summary>The code of docs/from-streamiz.md.</summary>
static class FromStreamiz
{
    public static Topology Build()
    {
        var builder = new StreamBuilder();
        var inputTopic = new Topic<string, string>("input", Serdes.String, Serdes.String);
        var outputTopic = new Topic<string, string>("output", Serdes.String, Serdes.String);
        var tableTopic = new Topic<string, string>("rows", Serdes.String, Serdes.String);
        var globalTopic = new Topic<string, string>("everywhere", Serdes.String, Serdes.String);
        var stream = builder.Stream("input", inputTopic);
        var table = builder.Table("rows", tableTopic);
        var global = builder.GlobalTable("everywhere", globalTopic);
        stream.MapValues(v => v.ToUpperInvariant()).To("output", outputTopic);
        stream.Filter((k, v) => v.Contains("test"));
        stream.SelectKey((k, v) => v).Repartition("by-value", Serdes.String);
        stream.MapValuesAsync("lookup", async (k, v, cancel) => await LookUpAsync(v, cancel));
        stream.DropDuplicates("once", TimeSpan.FromMinutes(1));
        var grouped = stream.GroupByKey();
        grouped.Count("count-store");
        grouped.Aggregate("agg-store", () => 0L, (k, v, agg) => agg + 1, Serdes.Int64);
        grouped.WindowedBy(TimeWindows.Tumbling(TimeSpan.FromMinutes(1))).Count("minutes");
        grouped.WindowedBy(TimeWindows.Hopping(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1))).Count("hops");
        stream.Join(table, (k, left, right) => left + right);
        stream.LeftJoin(global, (k, v) => v, (k, left, right) => $"{left}-{right}");
        var other = builder.Stream("other", new Topic<string, string>("other", Serdes.String, Serdes.String));
        stream.Join("pairs", other, (k, left, right) => left + right, JoinWindows.Within(TimeSpan.FromSeconds(10)));
        var split = stream.Split("split");
        split.Branch("tests", (k, v) => v.StartsWith('t'));
        table.ToStream();
        var store = Stores.KeyValue("my-store", Serdes.String, Serdes.String);
        stream.Process("my-processor", () => new MyProcessor(), store);
        var bytes = Serdes.Bytes;
        var nullable = Serdes.Int64.OrNull();
        var errors = new ErrorPolicy { OnDeserialization = error => ErrorAction.Skip };
        var options = new StreamsOptions { ApplicationId = "app", InstanceId = "worker-1", StateDirectory = "state" };
        var atLeastOnce = new StreamsOptions
        {
            ApplicationId = "app",
            InstanceId = "w",
            StateDirectory = "state",
            Guarantee = ProcessingGuarantee.AtLeastOnce,
        };
        _ = (bytes, nullable, errors, options, atLeastOnce);
        return builder.Build("app");
    }

    /// <summary>What the driver of the page's test reads.</summary>
    public static string? Test()
    {
        using var driver = new TopologyTestDriver(Build());
        var inputTopic = new Topic<string, string>("input", Serdes.String, Serdes.String);
        var outputTopic = new Topic<string, string>("output", Serdes.String, Serdes.String);
        var input = driver.Input(inputTopic);
        var output = driver.Output(outputTopic);
        input.Pipe("key", "x");
        return output.Read().Value;
    }

    static ValueTask<string> LookUpAsync(string value, CancellationToken cancel) => ValueTask.FromResult(value);

    sealed class MyProcessor : IProcessor<string, string, string, string>
    {
        public void Init(IProcessorContext<string, string> context)
        {
        }

        public void Process(in Record<string, string> record)
        {
        }
    }
}
