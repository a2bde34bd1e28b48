using System.Net;
using System.Net.Sockets;
using StreamApps.EmbeddedKafka;

namespace Backorders.Cli.Bench.Broker;

/// <summary>
/// The embedded broker and Apache Kafka 4.2, in turn on the same machine, with the same client and the same work.
/// Each round has a fresh process and folder.
/// </summary>
static class BrokerBench
{
    const int InProcessStarts = 5;
    const int LowestPort = 24_000, HighestPort = 32_000;

    public static async Task<int> RunAsync(DirectoryInfo? shared, int rounds, bool json, CancellationToken cancelled)
    {
        if (rounds < 1)
            throw new UsageException($"--rounds {rounds} is no number of rounds: it must be at least 1");
        var script = KafkaScript(shared);
        var embedded = new BrokerFigures("embedded");
        var kafka = script is null ? null : new BrokerFigures("Apache Kafka 4.2.0");
        for (var round = 1; round <= rounds; round++)
        {
            await RoundAsync(
                embedded, round, (folder, port) => MeasuredProcess.EmbeddedAsync(folder, port, cancelled), cancelled);
            if (kafka is not null)
            {
                await RoundAsync(
                    kafka,
                    round,
                    (folder, port) => MeasuredProcess.KafkaAsync(script!, folder, port, cancelled),
                    cancelled);
            }
        }
        await StartInProcessAsync(embedded, cancelled);
        BrokerBenchReport.Print(embedded, kafka, Console.Out, json);
        return ExitCode.Success;
    }

    static async Task RoundAsync(
        BrokerFigures figures, int round, Func<string, int, Task<IMeasuredBroker>> start, CancellationToken cancelled)
    {
        var folder = Directory.CreateTempSubdirectory("backorders-bench-");
        try
        {
            // The first start formats the folder where a broker needs that; the second is the one that counts.
            await using (await start(folder.FullName, FreePort()))
                await Console.Error.WriteLineAsync($"round {round}: {figures.Name}");
            await using (var broker = await start(folder.FullName, FreePort()))
            {
                figures.StartMs.Add(broker.StartTime.TotalMilliseconds);
                await BrokerWorkload.IdleAsync(broker, figures, cancelled);
            }
            await using (var broker = await start(folder.FullName, FreePort()))
            {
                figures.StartMs.Add(broker.StartTime.TotalMilliseconds);
                BrokerWorkload.Bulk(broker, figures);
                BrokerWorkload.Transactions(broker, figures);
                BrokerWorkload.Paced(broker, figures);
                figures.PeakMib.Add(ProcessMemory.Peak(broker.ProcessId));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The first start compiles what the others use.</summary>
    static async Task StartInProcessAsync(BrokerFigures figures, CancellationToken cancelled)
    {
        for (var i = 0; i <= InProcessStarts; i++)
        {
            var folder = Directory.CreateTempSubdirectory("backorders-bench-");
            var started = TimeProvider.System.GetTimestamp();
            var options = new EmbeddedBrokerOptions { Directory = folder.FullName };
            await using (await EmbeddedBroker.StartAsync(options, cancelled))
            {
                if (i > 0)
                    figures.StartInProcessMs.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Null when Apache Kafka is not there: the embedded broker is then measured alone.</summary>
    static string? KafkaScript(DirectoryInfo? shared)
    {
        var script = Path.Combine(BenchMaterial.Folder(shared), "kafka-lab", "bin", "kafka");
        if (File.Exists(script))
            return script;
        if (shared is not null)
            throw new UsageException($"--shared {shared} has no kafka-lab/bin/kafka");
        Console.Error.WriteLine("Apache Kafka is not measured: needs ../shared/kafka-lab");
        return null;
    }

    /// <summary>A port with a free one behind it, below those of outgoing connections.</summary>
    static int FreePort()
    {
        for (var port = LowestPort + (Environment.ProcessId % 1000 * 4); port < HighestPort; port += 2)
        {
            if (IsFree(port) && IsFree(port + 1))
                return port;
        }
        throw new IOException($"no free port from {LowestPort} to {HighestPort}");
    }

    static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
