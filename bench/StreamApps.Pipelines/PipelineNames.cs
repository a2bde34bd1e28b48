namespace StreamApps.Pipelines;

/// <summary>The pipelines and the topics that they read and write.</summary>
public static class PipelineNames
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["p1", "p2", "p2c", "p3", "p4", "p4c", "p5", "p6", "p7", "p8"];

    /// <summary>The topics that a pipeline reads.</summary>
    /// <exception cref="ArgumentException">There is no such pipeline.</exception>
    public static IReadOnlyList<string> Inputs(string pipeline, string prefix) => pipeline switch
    {
        "p1" or "p2" or "p2c" or "p4" or "p4c" or "p6" => [$"{prefix}-items"],
        "p3" => [$"{prefix}-items", $"{prefix}-table"],
        "p5" => [$"{prefix}-left", $"{prefix}-right"],
        "p7" => [$"{prefix}-latency"],
        "p8" => [$"{prefix}-commands"],
        _ => throw new ArgumentException($"pipeline {pipeline} is none of {string.Join(", ", All)}", nameof(pipeline)),
    };

    /// <summary>The topic that a pipeline writes.</summary>
    public static string Output(string prefix) => $"{prefix}-out";
}
