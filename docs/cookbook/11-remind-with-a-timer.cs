// Reminds of a cart that nothing has happened to for an hour: a function with state and a timer of each key, which
// survive restarts.
//
// Prints:
//   ann: 2 things are still in your cart (at 70 min)
using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class RemindWithATimer
{
    const long Minute = 60_000;
    static readonly Topic<string, string> Carts = new("carts", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Reminders = new("reminders", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        builder.Stream("carts", Carts).Process("reminder", new Reminder()).To("reminders", Reminders);

        using var driver = new TopologyTestDriver(builder.Build("remind-with-a-timer"));
        var input = driver.Input(Carts);
        input.Pipe("ann", "apple", 0);
        input.Pipe("bob", "pear", 5 * Minute);
        input.Pipe("ann", "plum", 10 * Minute);
        input.Pipe("bob", "bought", 20 * Minute);
        driver.CrashAndRestart();
        input.Pipe("zoe", "apple", 75 * Minute);
        return [.. driver.Output(Reminders).ReadAll().Select(record =>
            $"{record.Key}: {record.Value} (at {record.Timestamp / Minute} min)")];
    }

    sealed class Reminder : KeyedProcessFunction<string, string, string>
    {
        static readonly StateDescriptor<IReducingState<long>> Things =
            KeyedStates.Reducing("things", (one, two) => one + two, Serdes.Int64);

        static readonly StateDescriptor<IValueState<long>> Due = KeyedStates.Value("due", Serdes.Int64);

        public override IReadOnlyList<StateDescriptor> States => [Things, Due];

        public override void ProcessElement(IKeyedContext<string> context, string thing, ICollector<string> output)
        {
            if (context.State(Due).TryGet(out var due))
                context.Timers.DeleteEventTimer(due);
            if (thing == "bought")
            {
                context.State(Things).Clear();
                context.State(Due).Clear();
                return;
            }
            context.State(Things).Add(1);
            context.State(Due).Update(context.Timestamp + 60 * Minute);
            context.Timers.SetEventTimer(context.Timestamp + 60 * Minute);
        }

        public override void OnTimer(IKeyedContext<string> context, KeyedTimer timer, ICollector<string> output)
        {
            context.State(Things).TryGet(out var things);
            output.Collect($"{things} things are still in your cart");
        }
    }
}
