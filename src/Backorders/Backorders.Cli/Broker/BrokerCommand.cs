using System.CommandLine;
using System.Net;
using StreamApps.EmbeddedKafka;

namespace Backorders.Cli.Broker;

/// <summary><c>backorders broker</c>: the embedded broker in the foreground.</summary>
static class BrokerCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port to serve on; 0 takes a free one.", DefaultValueFactory = _ => 9092 };
        var directory = new Option<DirectoryInfo?>("--dir") { Description = "Where logs are kept; without it they are in memory and end with the process." };
        var host = new Option<string>("--host") { Description = "The address to bind to.", DefaultValueFactory = _ => "127.0.0.1" };
        var advertise = new Option<string?>("--advertise") { Description = "The host that clients are told to connect to; by default --host, or this machine's name for every address." };
        var registry = new Option<int?>("--registry-port") { Description = "Serves a schema registry on this port as well; 0 takes a free one." };
        var command = new Command("broker", "Runs a Kafka broker in the foreground and prints 'ready HOST:PORT' when it serves.") { port, registry, directory, host, advertise };
        command.SetAction((parsed, cancelled) => RunAsync(
            parsed.GetRequiredValue(host), parsed.GetRequiredValue(port), parsed.GetValue(registry), parsed.GetValue(directory), parsed.GetValue(advertise), cancelled));
        return command;
    }

    static async Task<int> RunAsync(string host, int port, int? registryPort, DirectoryInfo? directory, string? advertise, CancellationToken cancelled)
    {
        if (!IPAddress.TryParse(host, out var address))
            throw new UsageException($"--host {host} is no IP address");
        if (port is < 0 or > 65535)
            throw new UsageException($"--port {port} is no port: it must be 0 to 65535");
        if (registryPort is < 0 or > 65535)
            throw new UsageException($"--registry-port {registryPort} is no port: it must be 0 to 65535");
        var options = new EmbeddedBrokerOptions
        {
            Host = address,
            AdvertisedHost = advertise,
            Port = port,
            RegistryPort = registryPort,
            Directory = directory?.FullName,
            Log = Console.Error,
        };
        await using var broker = await EmbeddedBroker.StartAsync(options, cancelled);
        await Console.Out.WriteLineAsync($"ready {broker.BootstrapServers}");
        if (broker.RegistryUrl is { } url)
            await Console.Out.WriteLineAsync($"registry {url}");
        await Signals.UntilCancelledAsync(cancelled);
        return ExitCode.Success;
    }
}
