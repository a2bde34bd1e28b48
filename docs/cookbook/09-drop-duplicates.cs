// Lets each payment through once, by its id, however often its sender repeats it within a day.
//
// Prints:
//   ann: p1 12 EUR
//   ann: p2 5 EUR
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class DropDuplicates
{
    static readonly Topic<string, string> Payments = new("payments", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Once = new("payments-once", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        builder.Stream("payments", Payments)
            .DropDuplicates("payment-ids", TimeSpan.FromDays(1), (_, payment) => payment.Split(' ')[0], Serdes.String)
            .To("once", Once);

        using var driver = new TopologyTestDriver(builder.Build("drop-duplicates"));
        var input = driver.Input(Payments);
        input.Pipe("ann", "p1 12 EUR");
        input.Pipe("ann", "p2 5 EUR");
        input.Pipe("ann", "p1 12 EUR");
        return [.. driver.Output(Once).ReadAll().Select(record => $"{record.Key}: {record.Value}")];
    }
}
