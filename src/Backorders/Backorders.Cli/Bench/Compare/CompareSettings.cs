namespace Backorders.Cli.Bench.Compare;

/// <summary>What is compared.</summary>
/// <param name="Pipelines">The pipelines, by name.</param>
/// <param name="Rounds">How often each is run by each side.</param>
/// <param name="Records">Records of the input; each side of p5 has a quarter of it.</param>
/// <param name="Threads">Stream threads of each side.</param>
/// <param name="Shared">The folder that has <c>bench</c> and <c>kafka-lab</c>.</param>
/// <param name="Json">True for one JSON object instead of a table.</param>
sealed record CompareSettings(
    IReadOnlyList<string> Pipelines, int Rounds, long Records, int Threads, string Shared, bool Json)
{
    /// <summary>Joined pairs are more than the items: a quarter of the records a side.</summary>
    public long RecordsPerSide => Records / 4;
}
