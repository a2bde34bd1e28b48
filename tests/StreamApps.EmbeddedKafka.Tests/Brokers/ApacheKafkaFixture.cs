using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Backorders.TestSupport;

[assembly: AssemblyFixture(typeof(StreamApps.EmbeddedKafka.Tests.Brokers.ApacheKafkaFixture))]

namespace StreamApps.EmbeddedKafka.Tests.Brokers;

/// <summary>
/// A real Apache Kafka, once for the whole run, started by the first test that asks for it. The same rules are
/// asserted on both brokers, so that a misunderstanding of Kafka shows up as a failure here.
/// </summary>
public sealed class ApacheKafkaFixture : IBrokerAddress, IAsyncLifetime
{
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly TemporaryFolder _folder = new();
    string? _script;
    string? _address;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<string> BootstrapAsync()
    {
        if (Environment.GetEnvironmentVariable("BACKORDERS_TEST_BOOTSTRAP") is { Length: > 0 } given)
            return given;
        var script = Workspace.RequireShared("kafka-lab", "bin", "kafka");
        Assert.SkipUnless(File.Exists("/usr/bin/java"), "needs Java 17 for Apache Kafka");
        await _gate.WaitAsync();
        try
        {
            if (_address is null)
            {
                _script = script;
                var port = FreePortPair().ToString(CultureInfo.InvariantCulture);
                _address = (await RunAsync("up", "--port", port, "--dir", _folder.Path)).Trim();
            }
            return _address;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await RunAsync("down", "--dir", _folder.Path);
        _folder.Dispose();
        _gate.Dispose();
    }

    async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_script!, arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{_script} {string.Join(' ', arguments)}");
        return output;
    }

    static int FreePortPair()
    {
        for (var port = 21_000 + Environment.ProcessId % 4_000 * 2; ; port += 2)
        {
            if (IsFree(port) && IsFree(port + 1))
                return port;
        }
    }

    static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
