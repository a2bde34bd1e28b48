using StreamApps.Processing;
using StreamApps.Testing;
using StreamApps.Time;

namespace StreamApps.Docs.Tests.Migration;

/// <summary>The code of docs/from-flink.md.</summary>
static class FromFlink
{
    static readonly Topic<string, string> Clicks = new("clicks", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Rules = new("rules", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Out = new("out", Serdes.String, Serdes.String);
    static readonly OutputTag<string, string> Late = new("late");

    public static Topology Build()
    {
        var builder = new StreamBuilder();
        var bounded = WatermarkStrategy.BoundedOutOfOrderness(TimeSpan.FromSeconds(5));
        var idle = bounded.WithIdleness(TimeSpan.FromMinutes(1));
        var ascending = WatermarkStrategy.Monotonous;
        var options = new SourceOptions<string, string> { Watermarks = idle, MaxFuture = TimeSpan.FromMinutes(5) };
        var stream = builder.Stream("clicks", Clicks, options);
        var rules = builder.Stream("rules", Rules, new SourceOptions<string, string> { Watermarks = ascending });
        stream.MapValues(value => value.Trim()).Filter((key, value) => value.Length > 0);
        stream.FlatMapValues((key, value) => value.Split(' '));
        stream.SelectKey((key, value) => value).Repartition("by-value", Serdes.String);
        stream.Merge(rules);
        var counted = stream.Process("clicks-by-user", new CountClicks());
        counted.To("counted", new Topic<string, long>("counted", Serdes.String, Serdes.Int64));
        var settings =
            new KeyedProcessOptions<string, string> { AllowedLateness = TimeSpan.FromMinutes(1), LateOutput = Late };
        var timely = stream.Process("timely", new CountClicks(), settings);
        timely.SideOutput(Late).ForEach((key, value) => { });
        stream.Process("with-rules", rules, new Connected());
        stream.Process("checked", rules, new Checked()).To("alerts", Out);
        stream.MapValuesAsync(
            "ask",
            (key, value, cancel) => ValueTask.FromResult(value),
            new AsyncOptions { MaxInFlight = 100, Timeout = TimeSpan.FromSeconds(1) });
        stream.GroupByKey()
            .WindowedBy(TimeWindows.Tumbling(TimeSpan.FromMinutes(1)), WindowEmission.OnClose)
            .Count("per-minute");
        stream.GroupByKey().WindowedBy(SessionWindows.Of(TimeSpan.FromMinutes(30))).Count("sessions");
        stream.Join(
            "matched",
            rules,
            (key, left, right) => left + right,
            new JoinWindows(TimeSpan.Zero, TimeSpan.FromMinutes(5)));
        return builder.Build("clicks");
    }

    /// <summary>What the driver of the page's test reads.</summary>
    public static long Test()
    {
        using var driver = new TopologyTestDriver(Build(), new TestDriverOptions { Trace = true });
        driver.Input(Clicks).Pipe("ann", "home", 1_000);
        driver.CrashAndRestart(Crash.WithoutDisk);
        return driver.Output(new Topic<string, long>("counted", Serdes.String, Serdes.Int64)).Read().Value;
    }

    sealed class CountClicks : KeyedProcessFunction<string, string, long>
    {
        static readonly StateDescriptor<IValueState<long>> Count = KeyedStates.Value("count", Serdes.Int64);
        static readonly StateDescriptor<IListState<string>> Pages = KeyedStates.List("pages", Serdes.String);
        static readonly StateDescriptor<IMapState<string, long>> ByPage = KeyedStates.Map(
            "by-page", Serdes.String, Serdes.Int64);
        static readonly StateDescriptor<IReducingState<long>> Sum = KeyedStates.Reducing(
            "sum", (one, two) => one + two, Serdes.Int64);
        static readonly StateDescriptor<IValueState<string>> Recent = KeyedStates.Value(
            "recent", Serdes.String, timeToLive: TimeSpan.FromDays(1));

        static readonly ISerde<long> Migrated = new VersionedSerde<long>(2, Serdes.Int64)
            .Reading(1, Serdes.String, text => long.Parse(text));

        static readonly StateDescriptor<IValueState<long>> Upgraded = KeyedStates.Value("upgraded", Migrated);

        public override IReadOnlyList<StateDescriptor> States => [Count, Pages, ByPage, Sum, Recent, Upgraded];

        public override void ProcessElement(IKeyedContext<string> context, string value, ICollector<long> output)
        {
            context.State(Count).TryGet(out var count);
            context.State(Count).Update(count + 1);
            context.Timers.SetEventTimer(context.Timestamp + 60_000);
            context.Timers.SetProcessingTimer(context.Timers.ProcessingTime.ToUnixTimeMilliseconds() + 60_000);
            context.Timers.DeleteEventTimer(context.Timestamp + 60_000);
            context.Output(Late, context.Key, value);
            output.Collect(count + 1);
        }

        public override void OnTimer(IKeyedContext<string> context, KeyedTimer timer, ICollector<long> output) =>
            context.State(Count).Clear();
    }

    sealed class Connected : KeyedCoProcessFunction<string, string, string, string>
    {
        public override void ProcessElement1(IKeyedContext<string> context, string value, ICollector<string> output) =>
            output.Collect(value);

        public override void ProcessElement2(IKeyedContext<string> context, string value, ICollector<string> output) =>
            output.Collect(value);
    }

    sealed class Checked : BroadcastProcessFunction<string, string, string, string>
    {
        static readonly StateDescriptor<IMapState<string, string>> Known = KeyedStates.Map(
            "known", Serdes.String, Serdes.String);

        public override IReadOnlyList<StateDescriptor> BroadcastStates => [Known];

        public override void ProcessBroadcastElement(IBroadcastContext context, string value) =>
            context.BroadcastState(Known).Put(value, value);

        public override void ProcessElement(
            IBroadcastKeyedContext<string> context, string value, ICollector<string> output)
        {
            if (context.BroadcastState(Known).TryGet(value, out var rule))
                output.Collect(rule);
        }
    }
}
