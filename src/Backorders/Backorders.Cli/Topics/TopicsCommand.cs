using System.CommandLine;
using Backorders.Topologies;
using StreamApps.Kafka;

namespace Backorders.Cli.Topics;

/// <summary><c>backorders topics</c>: the topics of the applications.</summary>
static class TopicsCommand
{
    static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var bootstrap = Options.Bootstrap();
        var partitions = new Option<int>("--partitions")
        {
            Description = "Partitions of each topic.",
            DefaultValueFactory = _ => 6,
        };
        var apply = new Command("apply", "Creates the topics that are missing and leaves the others as they are.")
        {
            bootstrap, partitions,
        };
        apply.SetAction(async (parsed, cancelled) =>
        {
            var count = parsed.GetRequiredValue(partitions);
            if (count is < 1 or > 10_000)
                throw new UsageException($"--partitions {count} must be 1 to 10,000");
            await BrokerProbe.RequireAsync(parsed.GetRequiredValue(bootstrap), cancelled);
            var transport = new KafkaLogTransport(new KafkaTransportOptions
            {
                BootstrapServers = parsed.GetRequiredValue(bootstrap),
            });
            using var admin = transport.CreateAdmin();
            var plan = TopicPlan.Topics(count);
            var found = admin.Describe([.. plan.Select(topic => topic.Name)]);
            admin.Create([.. plan.Where(topic => !found.ContainsKey(topic.Name))], CreateTimeout);
            foreach (var topic in plan)
                await Console.Out.WriteLineAsync(
                    $"{(found.ContainsKey(topic.Name) ? "exists " : "created")} {topic.Name}");
            return ExitCode.Success;
        });
        return new Command("topics", "The topics of the applications.") { apply };
    }
}
