// Sums units by product and hour, and gives each hour out once, when it is over and its grace has passed.
//
// Prints:
//   apple from 0 h: 7
//   apple from 1 h: 5
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class HourlyTotals
{
    const long Minute = 60_000;
    static readonly Topic<string, long> Units = new("units", Serdes.String, Serdes.Int64);

    static readonly Topic<Windowed<string>, long> Totals =
        new("hourly-totals", WindowedSerdes.Of(Serdes.String), Serdes.Int64);

    public static IEnumerable<string> Run()
    {
        var hours = TimeWindows.Tumbling(TimeSpan.FromHours(1), grace: TimeSpan.FromMinutes(5));
        var builder = new StreamBuilder();
        builder.Stream("units", Units)
            .GroupByKey()
            .WindowedBy(hours, WindowEmission.OnClose)
            .Reduce("hourly-totals", (total, units) => total + units)
            .ToStream()
            .To("totals", Totals);

        using var driver = new TopologyTestDriver(builder.Build("hourly-totals"));
        var input = driver.Input(Units);
        input.Pipe("apple", 3, 10 * Minute);
        input.Pipe("apple", 5, 61 * Minute);
        input.Pipe("apple", 4, 59 * Minute);
        input.Pipe("apple", 1, 126 * Minute);
        return [.. driver.Output(Totals).ReadAll().Select(record =>
            $"{record.Key!.Key} from {record.Key.Start / (60 * Minute)} h: {record.Value}")];
    }
}
