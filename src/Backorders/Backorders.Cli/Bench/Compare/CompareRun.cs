using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Backorders.Cli.Bench.Compare;

/// <summary>Loads once, runs both sides in turn, verifies each run, and prints what they have measured.</summary>
static class CompareRun
{
    public static async Task<int> RunAsync(CompareSettings settings, CancellationToken cancelled)
    {
        var tools = new Tools(settings.Shared);
        try
        {
            await Say("starting Apache Kafka ...");
            var bootstrap = await tools.KafkaUpAsync(FreePort(), cancelled);
            await LoadAsync(tools, settings, bootstrap, cancelled);
            var results = await RoundsAsync(new PipelineScript(tools, settings, bootstrap), settings, cancelled);
            CompareReport.Print(settings, results);
            return results.TrueForAll(result => result.Ours.Concat(result.Peer).All(run => run.Fault is null))
                ? ExitCode.Success
                : ExitCode.Failure;
        }
        finally
        {
            await tools.CleanAsync();
        }
    }

    static async Task LoadAsync(Tools tools, CompareSettings settings, string bootstrap, CancellationToken cancelled)
    {
        string[] size = ["--keys", "100000", "--zipf", "1.0", "--seed", "1"];
        await Say($"loading {settings.Records.ToString("N0", CultureInfo.InvariantCulture)} records ...");
        await tools.LoadAsync(
            bootstrap,
            PipelineScript.Input,
            ["--topics", "items,table,commands", "--records", Text(settings.Records), .. size],
            cancelled);
        if (settings.Pipelines.Contains("p5", StringComparer.Ordinal))
        {
            await tools.LoadAsync(
                bootstrap,
                PipelineScript.Input,
                ["--topics", "left,right", "--records", Text(settings.RecordsPerSide), .. size],
                cancelled);
        }
    }

    static async Task<List<Comparison>> RoundsAsync(
        PipelineScript script, CompareSettings settings, CancellationToken cancelled)
    {
        var results = settings.Pipelines.Select(name => new Comparison(name, [], [])).ToList();
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var result in results)
            {
                // Whoever is second finds a warmer broker: the sides take turns at it.
                foreach (var side in round % 2 == 0 ? (Side[])[Side.Ours, Side.Peer] : [Side.Peer, Side.Ours])
                {
                    var run = await script.RunAsync(result.Pipeline, side, cancelled);
                    (side == Side.Ours ? result.Ours : result.Peer).Add(run);
                    await Say(
                        $"round {round + 1} {result.Pipeline} {side.ToString().ToLowerInvariant()}: "
                            + CompareReport.Describe(run));
                }
            }
        }
        return results;
    }

    static Task Say(string text) => Console.Error.WriteLineAsync(text);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Kafka takes the next one as well, for its controller.
    static int FreePort()
    {
        for (var port = 20_000 + (Environment.ProcessId * 7 % 10_000); port < 32_000; port += 3)
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
        throw new IOException("no free port between 20000 and 32000");
    }
}
