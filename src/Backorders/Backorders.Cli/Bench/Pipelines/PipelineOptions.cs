using System.CommandLine;
using StreamApps.Pipelines;
using StreamApps.Runtime;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>The options of <c>bench --pipeline</c>, by the names that the peer has for them.</summary>
static class PipelineOptions
{
    /// <summary>Adds the options, and gives what runs them.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> AddTo(Command command, Option<int> threads)
    {
        var pipeline = new Option<string?>("--pipeline")
        {
            Description = $"Runs one pipeline over a loaded input: {string.Join(", ", PipelineNames.All)}; "
                + $"or {PipelineWork.Allocation}, the application over the command log of a demo, "
                + "with its outputs in topics of their own.",
        };
        var bootstrap = Options.Bootstrap();
        var input = new Option<string>("--input")
        {
            Description = "Prefix of the input topics.",
            DefaultValueFactory = _ => "i",
        };
        var output = new Option<string>("--output")
        {
            Description = "Prefix of the output topic, which must not be there.",
            DefaultValueFactory = _ => "o",
        };
        var guarantee = new Option<string>("--guarantee")
        {
            Description = "eos (exactly once) or alo (at least once).",
            DefaultValueFactory = _ => "eos",
        };
        guarantee.AcceptOnlyFromAmong("eos", "alo");
        var commit = new Option<int>("--commit-ms")
        {
            Description = "The longest that work waits for its commit.",
            DefaultValueFactory = _ => 100,
        };
        var state = new Option<DirectoryInfo>("--state-dir")
        {
            Description = "Where task databases are kept.",
            DefaultValueFactory = _ => new("bench-state"),
        };
        var application = new Option<string?>("--app-id")
        {
            Description = "The application id; by default made of pipeline and output.",
        };
        var records = new Option<long>("--records")
        {
            Description = "How many records end the run; by default all that the input has at the start.",
        };
        var timeout = new Option<int>("--timeout-s")
        {
            Description = "After which the run is given up.",
            DefaultValueFactory = _ => 3600,
        };
        Option[] options =
        [
            pipeline, bootstrap, input, output, guarantee, commit, state, application, records, timeout,
        ];
        foreach (var option in options)
            command.Add(option);
        return (parsed, cancelled) => PipelineRun.RunAsync(
            new PipelineSettings(
                Known(parsed.GetValue(pipeline)),
                parsed.GetRequiredValue(bootstrap),
                parsed.GetRequiredValue(input),
                parsed.GetRequiredValue(output),
                parsed.GetRequiredValue(threads),
                parsed.GetRequiredValue(guarantee) == "eos"
                    ? ProcessingGuarantee.ExactlyOnce
                    : ProcessingGuarantee.AtLeastOnce,
                TimeSpan.FromMilliseconds(parsed.GetRequiredValue(commit)),
                parsed.GetRequiredValue(state).FullName,
                parsed.GetValue(application),
                parsed.GetValue(records),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(timeout))),
            cancelled);
    }

    static string Known(string? pipeline) =>
        pipeline is PipelineWork.Allocation
            || (pipeline is not null && PipelineNames.All.Contains(pipeline, StringComparer.Ordinal))
            ? pipeline
            : throw new UsageException(
                $"--pipeline must be one of {string.Join(", ", PipelineNames.All)}, {PipelineWork.Allocation}; "
                    + "or say --compare or --broker");
}
