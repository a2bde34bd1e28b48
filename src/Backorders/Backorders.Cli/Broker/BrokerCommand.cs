using System.CommandLine;
using System.Net;
using StreamApps.EmbeddedKafka;

namespace Backorders.Cli.Broker;

/// <summary><c>backorders broker</c>: the embedded broker in the foreground.</summary>
static class BrokerCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port to serve on; 0 takes a free one.",
            DefaultValueFactory = _ => 9092,
        };
        var directory = new Option<DirectoryInfo?>("--dir")
        {
            Description = "Where logs are kept; without it they are in memory and end with the process.",
        };
        var host = new Option<string>("--host")
        {
            Description = "The address to bind to.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var advertise = new Option<string?>("--advertise")
        {
            Description = "The host that clients are told to connect to; "
                + "by default --host, or this machine's name for every address.",
        };
        var registry = new Option<int?>("--registry-port")
        {
            Description = "Serves a schema registry on this port as well; 0 takes a free one.",
        };
        var autoCreate = new Option<bool>("--auto-create-topics")
        {
            Description = "Creates a topic when a client asks for one that is not there; without it that is an error.",
        };
        var command = new Command(
            "broker",
            "Runs a Kafka broker in the foreground and prints 'ready HOST:PORT' when it serves.")
        {
            port, registry, directory, host, advertise, autoCreate,
        };
        command.SetAction((parsed, cancelled) =>
        {
            var options = new EmbeddedBrokerOptions
            {
                Host = Address(parsed.GetRequiredValue(host)),
                AdvertisedHost = parsed.GetValue(advertise),
                Port = Port("--port", parsed.GetRequiredValue(port)),
                RegistryPort = parsed.GetValue(registry) is { } number ? Port("--registry-port", number) : null,
                Directory = parsed.GetValue(directory)?.FullName,
                AutoCreateTopics = parsed.GetValue(autoCreate),
                Log = Console.Error,
            };
            return RunAsync(options, cancelled);
        });
        return command;
    }

    static IPAddress Address(string host) => IPAddress.TryParse(host, out var address)
        ? address
        : throw new UsageException($"--host {host} is no IP address");

    static int Port(string option, int port) => port is >= 0 and <= 65535
        ? port
        : throw new UsageException($"{option} {port} is no port: it must be 0 to 65535");

    static async Task<int> RunAsync(EmbeddedBrokerOptions options, CancellationToken cancelled)
    {
        await using var broker = await EmbeddedBroker.StartAsync(options, cancelled);
        await Console.Out.WriteLineAsync($"ready {broker.BootstrapServers}");
        if (broker.RegistryUrl is { } url)
            await Console.Out.WriteLineAsync($"registry {url}");
        await Signals.UntilCancelledAsync(cancelled);
        return ExitCode.Success;
    }
}
