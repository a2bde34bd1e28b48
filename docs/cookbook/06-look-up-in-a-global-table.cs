// Converts prices with rates that every worker has in full, so that any currency can be looked up from any partition.
//
// Prints:
//   o1: 200 cents
//   o3: 230 cents
using StreamApps.Testing;

namespace StreamApps.Cookbook;

static class LookUpInAGlobalTable
{
    static readonly Topic<string, string> Prices = new("prices", Serdes.String, Serdes.String);
    static readonly Topic<string, long> Rates = new("rates", Serdes.String, Serdes.Int64);
    static readonly Topic<string, long> Cents = new("prices-in-cents", Serdes.String, Serdes.Int64);

    public static IEnumerable<string> Run()
    {
        var builder = new StreamBuilder();
        var rates = builder.GlobalTable("rates", Rates);
        builder.Stream("prices", Prices)
            .Join(rates, (_, price) => price[^3..], (_, price, rate) => Number(price[..^3]) * rate)
            .To("cents", Cents);

        using var driver = new TopologyTestDriver(builder.Build("look-up-in-a-global-table"));
        driver.Input(Rates).Pipe("EUR", 100);
        driver.Input(Prices).Pipe("o1", "2EUR");
        driver.Input(Prices).Pipe("o2", "2GBP");
        driver.Input(Rates).Pipe("GBP", 115);
        driver.Input(Prices).Pipe("o3", "2GBP");
        return [.. driver.Output(Cents).ReadAll().Select(record => $"{record.Key}: {record.Value} cents")];
    }

    static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
