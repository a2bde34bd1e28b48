using System.CommandLine;
using Backorders.Cli.Bench.Broker;
using Backorders.Cli.Bench.Pipelines;

namespace Backorders.Cli.Bench;

/// <summary><c>backorders bench</c>: measures on this machine. Each kind of measurement has a folder beside this file.</summary>
static class BenchCommand
{
    public static Command Create()
    {
        var broker = new Option<bool>("--broker") { Description = "Measures the embedded broker, side by side with Apache Kafka when it is there." };
        var lab = new Option<DirectoryInfo?>("--kafka-lab") { Description = "Where Apache Kafka is; by default ../shared/kafka-lab beside the repository." };
        var rounds = new Option<int>("--rounds") { Description = "How often each side is measured, in turn.", DefaultValueFactory = _ => 3 };
        var json = Options.Json();
        var command = new Command("bench", "Measures the broker, or pipelines alone or beside their peer.") { broker, lab, rounds, json };
        var pipeline = PipelineOptions.AddTo(command);
        command.SetAction((parsed, cancelled) => parsed.GetValue(broker)
            ? BrokerBench.RunAsync(parsed.GetValue(lab), parsed.GetRequiredValue(rounds), parsed.GetValue(json), cancelled)
            : pipeline(parsed, cancelled));
        return command;
    }
}
