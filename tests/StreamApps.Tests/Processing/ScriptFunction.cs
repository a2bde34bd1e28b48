using StreamApps.Processing;

namespace StreamApps.Tests.Processing;

/// <summary>Does what its values say.</summary>
sealed class ScriptFunction(OutputTag<string, string> side) : KeyedProcessFunction<string, string, string>
{
    static readonly StateDescriptor<IValueState<string>> Value = KeyedStates.Value("value", Serdes.String);
    static readonly StateDescriptor<IListState<string>> List = KeyedStates.List("list", Serdes.String);
    static readonly StateDescriptor<IMapState<string, string>> Map =
        KeyedStates.Map("map", Serdes.String, Serdes.String);

    public override IReadOnlyList<StateDescriptor> States => [Value, List, Map];

    public override void ProcessElement(IKeyedContext<string> context, string value, ICollector<string> output)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        var (verb, argument) = colon < 0 ? (value, "") : (value[..colon], value[(colon + 1)..]);
        if (verb.Contains("timer", StringComparison.Ordinal))
            Time(context.Timers, verb, long.Parse(argument));
        else if (verb == "side")
            context.Output(side, context.Key + "-side", argument);
        else if (Read(context, verb, argument) is { } answer)
            output.Collect(answer);
    }

    public override void OnTimer(IKeyedContext<string> context, KeyedTimer timer, ICollector<string> output)
    {
        if (context.Key == "throws")
            throw new InvalidOperationException("told to fail");
        output.Collect($"{(timer.Domain == TimeDomain.EventTime ? "event" : "wall")} {timer.Time}");
        if (context.Key == "chain" && timer.Time < 12)
            context.Timers.SetEventTimer(timer.Time + 1);
    }

    static void Time(ITimerService timers, string verb, long time)
    {
        switch (verb)
        {
            case "timer":
                timers.SetEventTimer(time);
                break;
            case "untimer":
                timers.DeleteEventTimer(time);
                break;
            default:
                timers.SetProcessingTimer(time);
                break;
        }
    }

    static string? Read(IKeyedContext<string> context, string verb, string argument)
    {
        var (value, list, map) = (context.State(Value), context.State(List), context.State(Map));
        switch (verb)
        {
            case "set":
                value.Update(argument);
                return null;
            case "get":
                return value.TryGet(out var found) ? found : "none";
            case "clear":
                value.Clear();
                list.Clear();
                map.Clear();
                return null;
            case "add":
                list.Add(argument);
                return null;
            case "list":
                return string.Join(',', list.Get());
            case "put":
                map.Put(argument, argument);
                return null;
            case "entries":
                return Keys(map.Entries());
            case "range":
                return Keys(map.Range(argument.Split('-')[0], argument.Split('-')[1]));
            case "prefix":
                return Keys(map.Prefix(System.Text.Encoding.UTF8.GetBytes(argument), backwards: true));
            default:
                return null;
        }
    }

    static string Keys(StreamApps.State.KeyValueScan<string, string> scan)
    {
        var keys = new List<string>();
        foreach (var (key, _) in scan)
            keys.Add(key);
        return string.Join(',', keys);
    }
}
