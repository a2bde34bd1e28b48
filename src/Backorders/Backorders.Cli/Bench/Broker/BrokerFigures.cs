namespace Backorders.Cli.Bench.Broker;

/// <summary>
/// What one broker reached, one value a round; rates in MB (1,000,000 bytes) a second, times in milliseconds.
/// </summary>
sealed record BrokerFigures(string Name)
{
    public List<double> StartMs { get; } = [];

    /// <summary>A start within a process that runs already, as a test class does it.</summary>
    public List<double> StartInProcessMs { get; } = [];

    public List<double> ProduceMbPerSecond { get; } = [];

    public List<double> FetchMbPerSecond { get; } = [];

    public List<double> CommitP50Ms { get; } = [];

    public List<double> CommitP99Ms { get; } = [];

    public List<double> ProduceP50Ms { get; } = [];

    public List<double> ProduceP99Ms { get; } = [];

    /// <summary>The most memory of a process that went through a round.</summary>
    public List<double> PeakMib { get; } = [];

    /// <summary>Memory of a fresh process with 2,000 idle connections.</summary>
    public List<double> IdleMib { get; } = [];

    public static double Median(IReadOnlyList<double> values) =>
        values.Count == 0 ? double.NaN : Percentile(values, 0.5);

    public static double Percentile(IReadOnlyList<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }
}
