using Backorders.CdcBridge.Topology;
using Backorders.Contracts;
using Backorders.Topologies;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.OrderStatus;
using StreamApps.Diagnostics;
using StreamApps.Kafka;
using StreamApps.RocksDb;
using StreamApps.Runtime;
using StreamApps.Transport;

namespace Backorders.Cli.Worker;

/// <summary>Runs topologies in this process until they are stopped or one of them fails.</summary>
static class WorkerHost
{
    public static async Task<int> RunAsync(WorkerSettings settings, CancellationToken cancelled)
    {
        await BrokerProbe.RequireAsync(settings.Bootstrap, cancelled);
        var transport = new KafkaLogTransport(new KafkaTransportOptions
        {
            BootstrapServers = settings.Bootstrap,
            ClientId = settings.Instance,
            OnClientError = static message => Console.Error.WriteLine($"kafka: {message}"),
        });
        if (settings.Mapping is { } source
            && settings.Topologies.Contains(CdcBridgeTopology.Name, StringComparer.Ordinal)
            && !await new CapturedSourceCheck(source, transport, TimeProvider.System).RunAsync(
                settings.Connect, Console.Error, cancelled))
        {
            return ExitCode.Failure;
        }
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        var partitions = CommandPartitions(transport);
        var clients = new List<StreamsClient>();
        try
        {
            foreach (var name in settings.Topologies)
            {
                var topology = settings.Mapping is { } mapping && name == CdcBridgeTopology.Name
                    ? CdcBridgeTopology.Build(mapping)
                    : Applications.Build(name, partitions, new AllocationOptions { Ticks = settings.Ticks });
                clients.Add(new StreamsClient(
                    topology,
                    Options(settings, name),
                    Applications.Errors,
                    transport,
                    backend,
                    TimeProvider.System));
            }
            foreach (var client in clients)
                client.Start();
            await Console.Out.WriteLineAsync(
                $"worker {settings.Instance} runs {string.Join(", ", settings.Topologies)}");
            var failure = await FirstFailureAsync(clients, cancelled);
            if (failure is null)
            {
                foreach (var client in clients)
                    client.Stop(settings.Leave);
                return ExitCode.Success;
            }
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return ExitCode.Failure;
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }
    }

    static async Task<Exception?> FirstFailureAsync(List<StreamsClient> clients, CancellationToken cancelled)
    {
        var stop = Signals.UntilCancelledAsync(cancelled);
        var ended = await Task.WhenAny(clients.Select(client => (Task)client.Ended).Append(stop));
        return ended is Task<Exception?> client ? await client : null;
    }

    static int CommandPartitions(ILogTransport transport)
    {
        using var admin = transport.CreateAdmin();
        var name = BackordersTopics.InventoryCommands.Name;
        return admin.Describe([name]).TryGetValue(name, out var topic)
            ? topic.Partitions
            : throw new StreamsException(
                $"topic {name} does not exist; create the topics with: backorders topics apply");
    }

    static StreamsOptions Options(WorkerSettings settings, string name) => new()
    {
        // Each source has a bridge of its own.
        ApplicationId = settings.Mapping is { } mapping && name == CdcBridgeTopology.Name
            ? $"{name}-{mapping.Source.Name}"
            : name,
        InstanceId = settings.Instance,
        StateDirectory = settings.StateDirectory,
        Threads = settings.Threads,
        MinCommitSpacing = name == OrderStatusTopology.Name
            ? OrderStatusTopology.CommitSpacing
            : StreamsOptions.DefaultCommitSpacing,
        OnEvent = Report,
        OnStep = Failpoint.FromEnvironment(),
    };

    static void Report(RuntimeEvent happened)
    {
        var time = TimeProvider.System.GetUtcNow();
        Console.Error.WriteLine(
            $"{time:HH:mm:ss.fff} {happened.Thread} {happened.Kind.ToString().ToLowerInvariant()}: {happened.Message}");
    }
}
