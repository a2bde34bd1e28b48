// Counts the clicks of each visit: a visit ends when nothing comes for half an hour.
//
// Prints:
//   ann: 2 clicks from 0 to 20 min
//   ann: 1 clicks from 90 to 90 min
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class Sessions
{
    const long Minute = 60_000;
    static readonly Topic<string, string> Clicks = new("clicks", Serdes.String, Serdes.String);

    static readonly Topic<Windowed<string>, long?> Visits =
        new("visits", WindowedSerdes.Of(Serdes.String), Serdes.Int64.OrNull());

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        builder.Stream("clicks", Clicks)
            .GroupByKey()
            .WindowedBy(SessionWindows.Of(TimeSpan.FromMinutes(30)), WindowEmission.OnClose)
            .Count("visits")
            .ToStream()
            .To("visit-counts", Visits);

        using var driver = new TopologyTestDriver(builder.Build("sessions"));
        var input = driver.Input(Clicks);
        input.Pipe("ann", "home", 0);
        input.Pipe("ann", "cart", 20 * Minute);
        input.Pipe("ann", "home", 90 * Minute);
        input.Pipe("bob", "home", 200 * Minute);
        return [.. driver.Output(Visits).ReadAll().Select(record =>
            $"{record.Key!.Key}: {record.Value} clicks from {record.Key.Start / Minute} to {record.Key.End / Minute} min")];
    }
}
