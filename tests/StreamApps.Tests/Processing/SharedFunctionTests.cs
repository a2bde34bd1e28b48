using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Tests.Processing;

/// <summary>Functions of two inputs, and state that expires.</summary>
public sealed class SharedFunctionTests
{
    [Fact]
    public void CoProcess_BothInputs_ShareTheStateOfAKey()
    {
        var builder = new StreamBuilder();
        builder.Stream("orders", Topics.In)
            .Process("match", builder.Stream("payments", Topics.Other), new MatchFunction())
            .To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        driver.Input(Topics.In).Pipe("a", "order", 1);
        driver.Input(Topics.Other).Pipe("b", "payment", 2);
        driver.Input(Topics.Other).Pipe("a", "payment", 3);
        driver.Input(Topics.In).Pipe("c", "order", 200);
        Read(driver).ShouldBe(["a=order+payment@3", "b=payment alone@102"]);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void Broadcast_RulesAreKeptInEveryTask_AndSurviveACrash(Crash crash)
    {
        using var driver = Broadcasting();
        driver.Input(Topics.Other).Pipe(null, "a>5", 1);
        driver.Input(Topics.In).Pipe("k", "a=7", 2);
        driver.CrashAndRestart(crash);
        driver.Input(Topics.In).Pipe("k", "a=8", 3);
        driver.Input(Topics.In).Pipe("k", "b=9", 4);
        driver.Input(Topics.Other).Pipe(null, "a>8", 5);
        driver.Input(Topics.In).Pipe("k", "a=8", 6);
        Read(driver).ShouldBe(["k=a=7 is over 5 (1)@2", "k=a=8 is over 5 (2)@3"]);
    }

    [Fact]
    public void Broadcast_StateThatIsNotDeclared_IsRefused()
    {
        using var driver = Broadcasting();
        Should.Throw<RecordFailedException>(() => driver.Input(Topics.Other).Pipe(null, "wrong", 1))
            .Message.ShouldContain("BroadcastStates");
    }

    /// <summary>State of keys that never come back must go by itself, and be gone to reads before it is.</summary>
    [Fact]
    public void TimeToLive_InLogTime_EndsStateAndClearsIt()
    {
        using var driver = Expiring();
        driver.Input(Topics.In).Pipe("a", "set", 1_000);
        driver.Input(Topics.In).Pipe("a", "get", 1_099);
        driver.Input(Topics.In).Pipe("a", "set", 1_050);
        driver.Input(Topics.In).Pipe("a", "get", 1_198);
        driver.Input(Topics.In).Pipe("a", "get", 1_199);
        Read(driver).Select(line => line[..line.IndexOf('@')]).ShouldBe(["a=1,1,1,1", "a=1,1,2,1", "a=none,0,0,0"]);
        driver.Input(Topics.In).Pipe("z", "get", 9_999);
        Entries(driver).ShouldBe(0);
    }

    /// <summary>A restart must not give expired state a second life, nor lose the marks that clear it.</summary>
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void TimeToLive_AfterACrash_IsTheSame(Crash crash)
    {
        using var driver = Expiring();
        driver.Input(Topics.In).Pipe("a", "set", 1_000);
        driver.CrashAndRestart(crash);
        driver.Input(Topics.In).Pipe("b", "get", 1_100);
        driver.CrashAndRestart(crash);
        driver.Input(Topics.In).Pipe("a", "get", 500);
        Read(driver).ShouldBe(["b=none,0,0,0@1100", "a=none,0,0,0@500"]);
        Entries(driver).ShouldBe(0);
    }

    static TopologyTestDriver Broadcasting()
    {
        var builder = new StreamBuilder();
        builder.Stream("values", Topics.In)
            .Process("rules", builder.Stream("rule-source", Topics.Other), new RuleFunction())
            .To("sink", Topics.Out);
        return new(builder.Build("test"));
    }

    static TopologyTestDriver Expiring()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In).Process("function", new ExpiringFunction()).To("sink", Topics.Out);
        return new(builder.Build("test"));
    }

    static int Entries(TopologyTestDriver driver)
    {
        var count = 0;
        using var entries = driver.Store<IBytesStore>(
            (StoreDescriptor<IBytesStore>)driver.Tasks[0].SubTopology.Stores[0]).Scan([], []);
        while (entries.MoveNext())
            count++;
        return count;
    }

    static IEnumerable<string> Read(TopologyTestDriver driver) => driver.Output(Topics.Out).ReadAll()
        .Select(record => $"{record.Key}={record.Value}@{record.Timestamp}");

    /// <summary>Matches orders with payments; what is alone for 100 ms comes out alone.</summary>
    sealed class MatchFunction : KeyedCoProcessFunction<string, string, string, string>
    {
        static readonly StateDescriptor<IValueState<string>> Waiting = KeyedStates.Value("waiting", Serdes.String);

        public override IReadOnlyList<StateDescriptor> States => [Waiting];

        public override void ProcessElement1(IKeyedContext<string> context, string value, ICollector<string> output) =>
            Match(context, value, output, (mine, other) => $"{mine}+{other}");

        public override void ProcessElement2(IKeyedContext<string> context, string value, ICollector<string> output) =>
            Match(context, value, output, (mine, other) => $"{other}+{mine}");

        public override void OnTimer(IKeyedContext<string> context, KeyedTimer timer, ICollector<string> output)
        {
            if (context.State(Waiting).TryGet(out var alone))
                output.Collect($"{alone} alone");
        }

        static void Match(
            IKeyedContext<string> context, string value, ICollector<string> output, Func<string, string, string> pair)
        {
            var waiting = context.State(Waiting);
            if (waiting.TryGet(out var other))
            {
                output.Collect(pair(value, other));
                waiting.Clear();
                return;
            }
            waiting.Update(value);
            context.Timers.SetEventTimer(context.Timestamp + 100);
        }
    }

    /// <summary>
    /// Rules "name>limit" are broadcast; values "name=number" over their limit come out, counted by key.
    /// </summary>
    sealed class RuleFunction : BroadcastProcessFunction<string, string, string, string>
    {
        static readonly StateDescriptor<IMapState<string, long>> Limits =
            KeyedStates.Map("limits", Serdes.String, Serdes.Int64);

        static readonly StateDescriptor<IReducingState<long>> Hits =
            KeyedStates.Reducing("hits", (one, two) => one + two, Serdes.Int64);

        static readonly StateDescriptor<IMapState<string, long>> Undeclared =
            KeyedStates.Map("undeclared", Serdes.String, Serdes.Int64);

        public override IReadOnlyList<StateDescriptor> States => [Hits];

        public override IReadOnlyList<StateDescriptor> BroadcastStates => [Limits];

        public override void ProcessElement(
            IBroadcastKeyedContext<string> context, string value, ICollector<string> output)
        {
            var parts = value.Split('=');
            if (!context.BroadcastState(Limits).TryGet(parts[0], out var limit) || Number(parts[1]) <= limit)
                return;
            context.State(Hits).Add(1);
            context.State(Hits).TryGet(out var hits);
            output.Collect($"{value} is over {limit} ({hits})");
        }

        public override void ProcessBroadcastElement(IBroadcastContext context, string value)
        {
            if (value == "wrong")
                context.BroadcastState(Undeclared);
            var parts = value.Split('>');
            context.BroadcastState(Limits).Put(parts[0], Number(parts[1]));
        }

        static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Each kind of state with a time to live of 100 ms.</summary>
    sealed class ExpiringFunction : KeyedProcessFunction<string, string, string>
    {
        static readonly TimeSpan Life = TimeSpan.FromMilliseconds(100);
        static readonly StateDescriptor<IValueState<string>> Value = KeyedStates.Value("value", Serdes.String, Life);
        static readonly StateDescriptor<IListState<string>> List = KeyedStates.List("list", Serdes.String, Life);

        static readonly StateDescriptor<IReducingState<long>> Sum =
            KeyedStates.Reducing("sum", (one, two) => one + two, Serdes.Int64, Life);

        static readonly StateDescriptor<IMapState<long, long>> Map =
            KeyedStates.Map("map", Serdes.Int64, Serdes.Int64, Life);

        public override IReadOnlyList<StateDescriptor> States => [Value, List, Sum, Map];

        public override void ProcessElement(IKeyedContext<string> context, string value, ICollector<string> output)
        {
            if (value == "set")
            {
                context.State(Value).Update("1");
                context.State(List).Add("x");
                context.State(Sum).Add(1);
                context.State(Map).Put(context.Timestamp, 1);
                return;
            }
            var found = context.State(Value).TryGet(out var kept) ? kept : "none";
            context.State(Sum).TryGet(out var sum);
            var entries = 0;
            foreach (var entry in context.State(Map).Entries())
                entries += (int)entry.Value;
            output.Collect($"{found},{context.State(List).Count},{sum},{entries}");
        }
    }
}
