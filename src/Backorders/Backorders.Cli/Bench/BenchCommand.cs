using System.CommandLine;
using Backorders.Cli.Bench.Broker;

namespace Backorders.Cli.Bench;

/// <summary><c>backorders bench</c>: measurements on this machine.</summary>
static class BenchCommand
{
    public static Command Create()
    {
        var broker = new Option<bool>("--broker") { Description = "Measures the embedded broker, side by side with Apache Kafka when it is there." };
        var lab = new Option<DirectoryInfo?>("--kafka-lab") { Description = "Where Apache Kafka is; by default ../shared/kafka-lab beside the repository." };
        var rounds = new Option<int>("--rounds") { Description = "How often each broker is measured, in turn.", DefaultValueFactory = _ => 3 };
        var json = Options.Json();
        var command = new Command("bench", "Measures on this machine.") { broker, lab, rounds, json };
        command.SetAction((parsed, cancelled) => parsed.GetValue(broker)
            ? BrokerBench.RunAsync(parsed.GetValue(lab), parsed.GetRequiredValue(rounds), parsed.GetValue(json), cancelled)
            : throw new UsageException("say what to measure: --broker"));
        return command;
    }
}
