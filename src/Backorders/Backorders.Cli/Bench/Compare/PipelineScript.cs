using System.Globalization;

namespace Backorders.Cli.Bench.Compare;

/// <summary>Runs one pipeline once by one side, and verifies what it has written.</summary>
sealed class PipelineScript(Tools tools, CompareSettings settings, string bootstrap)
{
    const int Warmup = 10;
    const int Seconds = 30;
    const int Rate = 1000;
    int _runs;

    /// <summary>The prefix of the input that all runs read.</summary>
    public const string Input = "i";

    public async Task<RunResult> RunAsync(string pipeline, Side side, CancellationToken cancelled)
    {
        var output = $"{pipeline}-{side.ToString().ToLowerInvariant()}-{++_runs}";
        var state = Path.Combine(tools.Folder, output);
        try
        {
            return pipeline switch
            {
                "p6" => await RestoreAsync(side, output, state, cancelled),
                "p7" => await LatencyAsync(side, output, state, cancelled),
                _ => await ThroughputAsync(pipeline, side, output, state, cancelled),
            };
        }
        finally
        {
            if (Directory.Exists(state))
                Directory.Delete(state, recursive: true);
        }
    }

    async Task<RunResult> ThroughputAsync(
        string pipeline, Side side, string output, string state, CancellationToken cancelled)
    {
        // The allocator's stock and orders may be cached by the peer, which is faster for it and as exact.
        string[] best = side == Side.Peer && pipeline == "p8" ? ["--cache-mb", "64"] : [];
        var line = await StartAsync(side, pipeline, Input, output, state, best, cancelled);
        var fault = await tools.VerifyAsync(bootstrap, pipeline, Input, output, cancelled);
        return RunResult.Parse(pipeline, line, latency: null, fault);
    }

    // An input of its own, since what is added to it would make the next run another one.
    async Task<RunResult> RestoreAsync(Side side, string output, string state, CancellationToken cancelled)
    {
        var input = $"i-{output}";
        string[] size = ["--records", Text(settings.Records), "--keys", Text(settings.Records)];
        await tools.LoadAsync(bootstrap, input, ["--topics", "items", "--zipf", "each", .. size], cancelled);
        await StartAsync(side, "p2", input, output, state, ["--app-id", $"bench-{output}"], cancelled);
        Directory.Delete(state, recursive: true);
        await tools.LoadAsync(bootstrap, input, ["--topics", "tail", .. size], cancelled);
        var line = await StartAsync(side, "p6", input, output, state, ["--app-id", $"bench-{output}"], cancelled);
        var fault = await tools.VerifyAsync(bootstrap, "p6", input, output, cancelled);
        return RunResult.Parse("p6", line, latency: null, fault);
    }

    async Task<RunResult> LatencyAsync(Side side, string output, string state, CancellationToken cancelled)
    {
        var input = $"i-{output}";
        await tools.LoadAsync(bootstrap, input, ["--topics", "latency"], cancelled);
        var records = 1 + (Rate * (Warmup + Seconds));
        string[] length = ["--records", Text(records), "--timeout-s", "180"];
        var run = StartAsync(side, "p7", input, output, state, length, cancelled);
        var latency = await tools.LatencyAsync(
            [
                "--bootstrap", bootstrap, "--input", input, "--output", output,
                "--rate", Text(Rate), "--seconds", Text(Seconds), "--warmup", Text(Warmup),
            ],
            cancelled);
        var line = await run;
        var fault = await tools.VerifyAsync(bootstrap, "p7", input, output, cancelled);
        return RunResult.Parse("p7", line, latency, fault);
    }

    Task<string> StartAsync(
        Side side,
        string pipeline,
        string input,
        string output,
        string state,
        string[] more,
        CancellationToken cancelled)
    {
        string[] options =
        [
            "--pipeline", pipeline, "--bootstrap", bootstrap, "--input", input, "--output", output,
            "--state-dir", state, "--threads", Text(settings.Threads), "--guarantee", "eos", "--commit-ms", "100",
            .. more,
        ];
        return side == Side.Ours ? tools.OursAsync(options, cancelled) : tools.PeerAsync(options, cancelled);
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
