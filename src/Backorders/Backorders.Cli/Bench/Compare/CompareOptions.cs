using System.CommandLine;
using StreamApps.Pipelines;

namespace Backorders.Cli.Bench.Compare;

/// <summary>The options of <c>bench --compare</c>.</summary>
sealed class CompareOptions(
    Option<int> threadsOption, Option<int> roundsOption, Option<DirectoryInfo?> sharedOption, Option<bool> jsonOption)
{
    readonly Option<bool> _compare = new("--compare")
    {
        Description = "Runs pipelines beside Kafka Streams on an Apache Kafka of its own, in turn, and compares.",
    };

    readonly Option<string> _pipelines = new("--pipelines")
    {
        Description = "With --compare: which, with commas between them.",
        DefaultValueFactory = _ => string.Join(',', PipelineNames.All.Where(name => name != "p2c")),
    };

    readonly Option<long> _load = new("--load-records")
    {
        Description = "With --compare: records of the input.",
        DefaultValueFactory = _ => 2_000_000,
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_compare, _pipelines, _load])
            command.Add(option);
    }

    /// <summary>What is to be compared; null when nothing is.</summary>
    public CompareSettings? Read(ParseResult parsed)
    {
        if (!parsed.GetValue(_compare))
            return null;
        var names = parsed.GetRequiredValue(_pipelines)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names.Except(PipelineNames.All, StringComparer.Ordinal))
            throw new UsageException($"--pipelines {name} is none of {string.Join(", ", PipelineNames.All)}");
        var (rounds, records) = (parsed.GetRequiredValue(roundsOption), parsed.GetRequiredValue(_load));
        if (rounds < 1 || records < 1000)
            throw new UsageException($"--rounds {rounds} must be at least 1, --load-records {records} at least 1,000");
        var shared = BenchMaterial.Folder(parsed.GetValue(sharedOption));
        return Directory.Exists(Path.Combine(shared, "bench"))
            ? new(names, rounds, records, parsed.GetRequiredValue(threadsOption), shared, parsed.GetValue(jsonOption))
            : throw new UsageException($"{shared} has no folder bench; name the material with --shared DIR");
    }
}
