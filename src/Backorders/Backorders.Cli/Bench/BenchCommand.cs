using System.CommandLine;
using Backorders.Cli.Bench.Broker;
using Backorders.Cli.Bench.Compare;
using Backorders.Cli.Bench.Pipelines;

namespace Backorders.Cli.Bench;

/// <summary>
/// <c>backorders bench</c>: measures on this machine. Each kind of measurement has a folder beside this file.
/// </summary>
static class BenchCommand
{
    public static Command Create()
    {
        var broker = new Option<bool>("--broker")
        {
            Description = "Measures the embedded broker, side by side with Apache Kafka when it is there.",
        };
        var shared = new Option<DirectoryInfo?>("--shared")
        {
            Description = "The folder that has bench and kafka-lab; by default ../shared beside the repository.",
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "With --broker and --compare: how often each side is measured, in turn.",
            DefaultValueFactory = _ => 5,
        };
        var threads = new Option<int>("--threads") { Description = "Stream threads.", DefaultValueFactory = _ => 1 };
        var json = Options.Json();
        var command = new Command("bench", "Measures the broker, or pipelines, alone or beside their peer.")
        {
            broker, shared, rounds, threads, json,
        };
        var pipeline = PipelineOptions.AddTo(command, threads);
        var compare = new CompareOptions(threads, rounds, shared, json);
        compare.AddTo(command);
        command.SetAction((parsed, cancelled) =>
        {
            if (parsed.GetValue(broker))
            {
                return BrokerBench.RunAsync(
                    parsed.GetValue(shared), parsed.GetRequiredValue(rounds), parsed.GetValue(json), cancelled);
            }
            return compare.Read(parsed) is { } comparison
                ? CompareRun.RunAsync(comparison, cancelled)
                : pipeline(parsed, cancelled);
        });
        return command;
    }
}
