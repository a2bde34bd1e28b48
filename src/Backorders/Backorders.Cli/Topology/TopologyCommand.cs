using System.CommandLine;
using Backorders.Topologies;
using Backorders.Topologies.Allocation;
using StreamApps;

namespace Backorders.Cli.Topology;

/// <summary><c>backorders topology</c>: what the topologies do with their topics.</summary>
static class TopologyCommand
{
    // How many partitions the log has does not show in a description.
    const int AnyNumberOfPartitions = 1;

    static readonly Dictionary<string, TopologyFormat> Formats = new(StringComparer.Ordinal)
    {
        ["text"] = TopologyFormat.Text,
        ["mermaid"] = TopologyFormat.Mermaid,
        ["json"] = TopologyFormat.Json,
    };

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = $"{string.Join(", ", Applications.Names)}." };
        var format = new Option<string>("--format") { Description = $"{string.Join(", ", Formats.Keys)}.", DefaultValueFactory = _ => "text" };
        var describe = new Command("describe", "Prints a topology: what it reads, keeps and writes, and its state's fingerprint.") { name, format };
        describe.SetAction((parsed, _) =>
        {
            Console.Out.WriteLine(Describe(parsed.GetRequiredValue(name), parsed.GetRequiredValue(format)));
            return Task.FromResult(ExitCode.Success);
        });
        return new Command("topology", "What the topologies do with their topics.") { describe };
    }

    static string Describe(string name, string format)
    {
        if (!Applications.Names.Contains(name, StringComparer.Ordinal))
            throw new UsageException($"there is no topology {name}: there are {string.Join(", ", Applications.Names)}");
        if (!Formats.TryGetValue(format, out var form))
            throw new UsageException($"--format {format} is none of {string.Join(", ", Formats.Keys)}");
        return Applications.Build(name, AnyNumberOfPartitions, new AllocationOptions()).Describe(form).TrimEnd('\n');
    }
}
