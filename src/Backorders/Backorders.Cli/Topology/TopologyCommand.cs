using System.CommandLine;
using Backorders.CdcBridge.Topology;
using Backorders.Cli.Cdc;
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
        var name = new Argument<string>("NAME")
        {
            Description = $"{string.Join(", ", Applications.Names)}, {CdcBridgeTopology.Name}.",
        };
        var format = new Option<string>("--format")
        {
            Description = $"{string.Join(", ", Formats.Keys)}.",
            DefaultValueFactory = _ => "text",
        };
        var mapping = new Option<FileInfo?>("--mapping")
        {
            Description = $"Of {CdcBridgeTopology.Name}: the mapping of the source's tables.",
        };
        var describe = new Command(
            "describe",
            "Prints a topology: what it reads, keeps and writes, and its state's fingerprint.")
        {
            name, format, mapping,
        };
        describe.SetAction((parsed, _) =>
        {
            Console.Out.WriteLine(Describe(
                parsed.GetRequiredValue(name), parsed.GetRequiredValue(format), parsed.GetValue(mapping)));
            return Task.FromResult(ExitCode.Success);
        });
        return new Command("topology", "What the topologies do with their topics.") { describe };
    }

    static string Describe(string name, string format, FileInfo? mapping)
    {
        var isBridge = string.Equals(name, CdcBridgeTopology.Name, StringComparison.Ordinal);
        if (!isBridge && !Applications.Names.Contains(name, StringComparer.Ordinal))
        {
            throw new UsageException(
                $"there is no topology {name}: "
                    + $"there are {string.Join(", ", Applications.Names)}, {CdcBridgeTopology.Name}");
        }
        if (isBridge && mapping is null)
            throw new UsageException($"{name} reads what its mapping names: give --mapping FILE");
        if (!Formats.TryGetValue(format, out var form))
            throw new UsageException($"--format {format} is none of {string.Join(", ", Formats.Keys)}");
        if (isBridge)
            return CdcBridgeTopology.Build(CdcFiles.ReadMapping(mapping!)).Describe(form).TrimEnd('\n');
        return Applications.Build(name, AnyNumberOfPartitions, new AllocationOptions()).Describe(form).TrimEnd('\n');
    }
}
