namespace Backorders.Cli.Bench.Compare;

/// <summary>All runs of one pipeline.</summary>
sealed record Comparison(string Pipeline, List<RunResult> Ours, List<RunResult> Peer);
