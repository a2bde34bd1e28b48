using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Backorders.TestSupport;

/// <summary>
/// A real Apache Kafka for tests: the one that <c>BACKORDERS_TEST_BOOTSTRAP</c> names, or one that is started from
/// the material beside the repository and stopped on disposal. Tests skip themselves by name when there is neither.
/// </summary>
public sealed class KafkaLab : IDisposable
{
    readonly Lock _gate = new();
    TemporaryFolder? _folder;
    string? _bootstrap;

    static string Script => Path.Combine(Workspace.Shared, "kafka-lab", "bin", "kafka");

    /// <summary>Host and port of the broker, which is started on first use.</summary>
    public string RequireBootstrap()
    {
        lock (_gate)
            return _bootstrap ??= Environment.GetEnvironmentVariable("BACKORDERS_TEST_BOOTSTRAP") ?? Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is null)
            return;
        Run("down", "--dir", _folder.Path);
        _folder.Dispose();
    }

    /// <summary>A port of the loopback that is free now, below the range that clients' own sockets come from.</summary>
    public static int FreePort()
    {
        for (var port = 20000 + (Environment.ProcessId * 7 % 10000); port < 32000; port += 3)
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            using var next = new TcpListener(IPAddress.Loopback, port + 1);
            try
            {
                probe.Start();
                next.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one is tried.
            }
        }
        throw new InvalidOperationException("no free port between 20000 and 32000");
    }

    string Start()
    {
        Assert.SkipUnless(File.Exists(Script), "needs ../shared/kafka-lab");
        Assert.SkipUnless(Programs.IsInstalled("java"), "needs Java 17");
        _folder = new TemporaryFolder();
        return Run("up", "--port", $"{FreePort()}", "--dir", _folder.Path).Trim();
    }

    static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Script, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            // The broker outlives the script and would hold on to this process's streams.
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"cannot start {Script}");
        var line = process.StandardOutput.ReadLine() ?? "";
        process.WaitForExit();
        return process.ExitCode == 0 ? line : throw new InvalidOperationException($"{Script} {arguments[0]} failed");
    }
}
