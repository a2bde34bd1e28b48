// Matches orders with payments within ten minutes; an order that was not paid comes out alone, once, when its time is
// over, and never before.
//
// Prints:
//   o1: 12 EUR, paid by card
//   o2: 7 EUR, not paid
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class MatchTwoStreams
{
    const long Minute = 60_000;
    static readonly Topic<string, string> Orders = new("orders", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Payments = new("payments", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Matched = new("matched", Serdes.String, Serdes.String);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        builder.Stream("orders", Orders)
            .LeftJoin(
                "order-payments",
                builder.Stream("payments", Payments),
                (_, order, payment) => $"{order}, {(payment is null ? "not paid" : $"paid by {payment}")}",
                JoinWindows.Within(TimeSpan.FromMinutes(10), grace: TimeSpan.FromMinutes(1)))
            .To("matched", Matched);

        using var driver = new TopologyTestDriver(builder.Build("match-two-streams"));
        driver.Input(Orders).Pipe("o1", "12 EUR", 0);
        driver.Input(Orders).Pipe("o2", "7 EUR", 1 * Minute);
        driver.Input(Payments).Pipe("o1", "card", 9 * Minute);
        driver.Input(Orders).Pipe("o3", "1 EUR", 13 * Minute);
        return [.. driver.Output(Matched).ReadAll().Select(record => $"{record.Key}: {record.Value}")];
    }
}
