// Asks a service about each address: up to 16 calls at a time, each for at most a second and made again when it fails.
// Results keep the order of the records, and a commit waits for them. The driver's clock makes the test exact.
//
// Prints:
//   after 150 ms: nothing
//   after 300 ms: o1 = LEEDS, o2 = YORK
using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class CallAService
{
    static readonly Topic<string, string> Addresses = new("addresses", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Checked = new("checked-addresses", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        TopologyTestDriver? driver = null;
        async ValueTask<string> CheckAsync(string address, CancellationToken cancel)
        {
            var milliseconds = address == "Leeds" ? 200 : 100;
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), driver!.Time, cancel);
            return address.ToUpperInvariant();
        }
        var builder = new StreamBuilder();
        builder.Stream("addresses", Addresses)
            .MapValuesAsync(
                "check",
                (_, address, cancel) => CheckAsync(address, cancel),
                new AsyncOptions { MaxInFlight = 16, Timeout = TimeSpan.FromSeconds(1), Retries = 3 })
            .To("checked", Checked);

        using (driver = new TopologyTestDriver(builder.Build("call-a-service")))
        {
            driver.Input(Addresses).Pipe("o1", "Leeds");
            driver.Input(Addresses).Pipe("o2", "York");
            var output = driver.Output(Checked);
            for (var time = 150; time <= 300; time += 150)
            {
                driver.AdvanceWallClock(TimeSpan.FromMilliseconds(150));
                var found = output.ReadAll().Select(record => $"{record.Key} = {record.Value}").ToList();
                yield return $"after {time} ms: {(found.Count == 0 ? "nothing" : string.Join(", ", found))}";
            }
        }
    }
}
