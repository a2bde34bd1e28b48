using System.Text;
using StreamApps.Conformance.Vectors;
using StreamApps.State;

namespace StreamApps.Conformance.Running;

/// <summary>Runs vectors and tells, family by family, how many conform.</summary>
internal static class VectorReport
{
    const int ShownFailures = 10;

    /// <summary>
    /// Runs all, or the one that BACKORDERS_VECTOR names, with a trace as BACKORDERS_TRACE asks for, and
    /// fails when one of them does.
    /// </summary>
    public static void Of(
        string subject,
        IEnumerable<Vector> vectors,
        IStateBackend backend,
        JoinTiming joinTiming = JoinTiming.KafkaStreams)
    {
        using var folder = new TemporaryFolder();
        var only = Environment.GetEnvironmentVariable("BACKORDERS_VECTOR");
        var trace = Enum.TryParse<TraceForm>(Environment.GetEnvironmentVariable("BACKORDERS_TRACE"), true, out var form)
            ? form
            : TraceForm.None;
        var wanted = vectors.Where(vector => string.IsNullOrEmpty(only) || vector.Name == only).ToList();
        Assert.SkipWhen(wanted.Count == 0 && !string.IsNullOrEmpty(only), $"there is no vector '{only}' here");
        wanted.ShouldNotBeEmpty();
        var results = wanted
            .Select((vector, index) => VectorRun.Of(vector, backend, folder.File($"{index}"), joinTiming, trace))
            .ToList();
        foreach (var family in results.GroupBy(result => result.Vector.Family, StringComparer.Ordinal))
            Print(subject, family.Key, [.. family]);
        Failures(results).ShouldBeEmpty();
    }

    // On the console: a runner shows the output of a test only when it fails.
    static void Print(string subject, string family, IReadOnlyList<VectorResult> results)
    {
        var passed = results.Count(result => result.Outcome == Outcome.Passed);
        Console.WriteLine($"{subject}: {family}: {passed} of {results.Count}");
        foreach (var result in results.Where(result => result.Outcome == Outcome.Deviates))
            Console.WriteLine($"  deviation: {result.Vector.Name}: {result.Difference}");
    }

    static string Failures(IReadOnlyList<VectorResult> results)
    {
        var failed = results.Where(result => result.Outcome == Outcome.Failed).ToList();
        var text = new StringBuilder();
        foreach (var result in failed.Take(ShownFailures))
            text.Append(result).Append('\n');
        foreach (var result in failed.Skip(ShownFailures))
            text.Append(result.Vector.Name).Append(" failed as well\n");
        return text.ToString();
    }
}
