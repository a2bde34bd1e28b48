using System.CommandLine;
using Backorders.CdcBridge.Topology;
using Backorders.Cli.Cdc;
using Backorders.Topologies;

namespace Backorders.Cli.Worker;

/// <summary><c>backorders worker</c>: runs topologies until it is stopped.</summary>
static class WorkerCommand
{
    const string All = "all";

    public static Command Create()
    {
        var topology = new Option<string>("--topology")
        {
            Description = $"{string.Join(", ", Applications.Names)}, {CdcBridgeTopology.Name} or {All}.",
            DefaultValueFactory = _ => All,
        };
        var bootstrap = Options.Bootstrap();
        var stateDirectory = new Option<DirectoryInfo>("--state-dir")
        {
            Description = "Where task databases are kept; one process at a time.",
            DefaultValueFactory = _ => new("state"),
        };
        var instance = new Option<string>("--instance")
        {
            Description = "This worker's name among those of the application, the same after a restart.",
            DefaultValueFactory = _ => "worker-1",
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Stream threads of each topology.",
            DefaultValueFactory = _ => 1,
        };
        var leave = new Option<bool>("--leave")
        {
            Description = "Leaves the group on stop: its partitions go to the others at once.",
        };
        var noTicks = new Option<bool>("--no-ticks")
        {
            Description = "For a log of the past: the wall clock moves no deadline.",
        };
        var mapping = new Option<FileInfo?>("--mapping")
        {
            Description = $"Of {CdcBridgeTopology.Name}: the mapping of the source's tables.",
        };
        var connect = new Option<string?>("--connect")
        {
            Description = $"Of {CdcBridgeTopology.Name}: Kafka Connect's address, such as http://127.0.0.1:8083; "
                + "its connector is checked at the start.",
        };
        var command = new Command("worker", "Runs one topology, or all of them, as a member of their groups.")
        {
            topology, bootstrap, stateDirectory, instance, threads, leave, noTicks, mapping, connect,
        };
        command.SetAction((parsed, cancelled) => WorkerHost.RunAsync(
            new WorkerSettings(
                Topologies(parsed.GetRequiredValue(topology), parsed.GetValue(mapping) is not null),
                parsed.GetRequiredValue(bootstrap),
                parsed.GetRequiredValue(stateDirectory).FullName,
                parsed.GetRequiredValue(instance),
                parsed.GetRequiredValue(threads),
                parsed.GetValue(leave),
                !parsed.GetValue(noTicks),
                parsed.GetValue(mapping) is { } file ? CdcFiles.ReadMapping(file) : null,
                Address(parsed.GetValue(connect))),
            cancelled));
        return command;
    }

    static Uri? Address(string? connect)
    {
        if (connect is null)
            return null;
        return Uri.TryCreate(connect, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new UsageException($"--connect {connect} is no address such as http://127.0.0.1:8083");
    }

    static IReadOnlyList<string> Topologies(string name, bool hasMapping)
    {
        if (string.Equals(name, All, StringComparison.Ordinal))
            return hasMapping ? [CdcBridgeTopology.Name, .. Applications.Names] : Applications.Names;
        if (string.Equals(name, CdcBridgeTopology.Name, StringComparison.Ordinal))
            return hasMapping ? [name] : throw new UsageException($"--topology {name} needs --mapping FILE");
        return Applications.Names.Contains(name, StringComparer.Ordinal)
            ? [name]
            : throw new UsageException(
                $"--topology {name} is none of "
                    + $"{string.Join(", ", Applications.Names)}, {CdcBridgeTopology.Name}, {All}");
    }
}
