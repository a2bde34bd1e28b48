using System.CommandLine;

namespace Backorders.Cli.Demo;

/// <summary><c>backorders demo</c>: a shop's orders on real parts, with crashes, and an audit at the end.</summary>
static class DemoCommand
{
    public static Command Create()
    {
        var kafka = new Option<string?>("--kafka")
        {
            Description = "HOST:PORT of a Kafka broker to use instead of the embedded one.",
        };
        var input = new Option<DirectoryInfo?>("--input")
        {
            Description = "A folder of Online Retail CSV files (.csv, .csv.gz); without it orders are generated.",
        };
        var records = new Option<int?>("--records")
        {
            Description = "Order lines to place. Default: 15,000, or all of the input.",
        };
        var rate = new Option<double?>("--rate")
        {
            Description = "Order lines a second. Default: 600, or as fast as it goes for an input.",
        };
        var noChaos = new Option<bool>("--no-chaos") { Description = "Kills no workers." };
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Keeps logs and state in this folder." };
        var seed = new Option<int>("--seed")
        {
            Description = "Decides all that is made up.",
            DefaultValueFactory = _ => 1,
        };
        var workers = new Option<int>("--workers") { Description = "Worker processes.", DefaultValueFactory = _ => 3 };
        var cdc = new Option<bool>("--cdc")
        {
            Description = "Takes the stock from a simulated legacy WMS, as change events through the CDC bridge.",
        };
        var json = Options.Json();
        var command = new Command(
            "demo",
            "Allocates a shop's orders on real parts while workers are killed, "
            + "and proves that nothing was oversold, lost or done twice.")
        {
            kafka, input, records, rate, noChaos, keep, seed, workers, cdc, json,
        };
        command.SetAction((parsed, cancelled) =>
        {
            var settings = new DemoSettings
            {
                Kafka = parsed.GetValue(kafka),
                Input = parsed.GetValue(input)?.FullName,
                Records = parsed.GetValue(records),
                Rate = parsed.GetValue(rate),
                Chaos = !parsed.GetValue(noChaos),
                Keep = parsed.GetValue(keep)?.FullName,
                Seed = parsed.GetRequiredValue(seed),
                Workers = parsed.GetRequiredValue(workers),
                Cdc = parsed.GetValue(cdc),
                Json = parsed.GetValue(json),
            };
            if (settings.Records <= 0)
                throw new UsageException($"--records {settings.Records} must be above 0");
            if (settings.Rate <= 0)
                throw new UsageException($"--rate {settings.Rate} must be above 0");
            if (settings.Workers is < 1 or > 20)
                throw new UsageException($"--workers {settings.Workers} must be 1 to 20");
            return new DemoRun(settings, TimeProvider.System).RunAsync(cancelled);
        });
        return command;
    }
}
