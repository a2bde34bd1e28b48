using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Tests.Windows;

/// <summary>Topologies with windows, and how their outputs are read.</summary>
static class WindowTopologies
{
    public static Topic<string, long?> Numbers { get; } = new("in", Serdes.String, Serdes.Int64.OrNull());

    public static Topic<Windowed<string>, string> Results { get; } =
        new("results", WindowedSerdes.Of(Serdes.String), Serdes.String);

    /// <summary>Sums in tumbling windows of 10 ms with 5 ms of grace; 13 as a value fails.</summary>
    public static StreamApps.Topology Tumbling(WindowEmission emission = WindowEmission.OnUpdate) =>
        Build(grouped => grouped
            .WindowedBy(TimeWindows.Tumbling(Ms(10), Ms(5)), emission)
            .Aggregate("sums", () => "", Append, Serdes.String, new() { Retention = Ms(100) }));

    /// <summary>Sums in sessions with a gap of 5 ms and 5 ms of grace.</summary>
    public static StreamApps.Topology Sessions(WindowEmission emission = WindowEmission.OnUpdate) =>
        Build(grouped => grouped
            .WindowedBy(SessionWindows.Of(Ms(5), Ms(5)), emission)
            .Aggregate("sums", () => "", Append, (_, one, two) => one + two, Serdes.String));

    public static StreamApps.Topology Build(
        Func<IKGroupedStream<string, long?>, IKTable<Windowed<string>, string>> aggregate)
    {
        var builder = new StreamBuilder();
        aggregate(builder.Stream("numbers", Numbers).GroupByKey()).ToStream().To("sink", Results);
        return builder.Build("windows");
    }

    public static TimeSpan Ms(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>What came out since the last time, each as key@start/end=value.</summary>
    public static IReadOnlyList<string> Read(TestOutputTopic<Windowed<string>, string> output) =>
        [.. output.ReadAll().Select(record =>
            $"{record.Key!.Key}@{record.Key.Start}/{record.Key.End}={record.Value ?? "null"}")];

    /// <summary>The windows of a store, each as key@start=value.</summary>
    public static IReadOnlyList<string> Contents(TopologyTestDriver driver)
    {
        var contents = new List<string>();
        foreach (var (window, row) in driver.Store<IWindowStore<string, Timestamped<string>>>("sums").All())
            contents.Add($"{window.Key}@{window.Start}={row.Value}");
        return contents;
    }

    static string Append(string key, long? value, string sum) => value == 13
        ? throw new InvalidOperationException("told to fail")
        : $"{sum}+{value}";
}
