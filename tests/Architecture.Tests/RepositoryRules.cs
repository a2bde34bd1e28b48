using System.Text.RegularExpressions;

namespace Backorders.Architecture.Tests;

/// <summary>What a reader of the repository relies on.</summary>
public sealed partial class RepositoryRules
{
    const int MaxLines = 300;

    /// <summary>A project that is not in the solution is neither built nor tested by anybody.</summary>
    [Fact]
    public void Solution_EveryProject_IsInIt()
    {
        var solution = File.ReadAllText(Path.Combine(Workspace.Root, "Backorders.StreamApps.sln")).Replace('\\', '/');
        Project.All.Select(project => project.RelativePath)
            .Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal))
            .ShouldBeEmpty("add these to the solution: dotnet sln add PATH");
    }

    [Fact]
    public void Sources_EveryFile_CanBeReadAtOnce() => Project.Sources
        .SelectMany(project => project.Files("*.cs"))
        .Select(file => (Path: Path.GetRelativePath(Workspace.Root, file), Lines: File.ReadLines(file).Count()))
        .Where(file => file.Lines > MaxLines)
        .ShouldBeEmpty($"split these into types or partials named by responsibility: {MaxLines} lines at most");

    [Fact]
    public void Projects_None_IsEmpty() => Project.All
        .Where(project => !project.Files("*.cs").Any()
            && !File.ReadAllText(project.Path).Contains("<Protobuf ", StringComparison.Ordinal))
        .ShouldBeEmpty("a project appears with its first content: remove these");

    /// <summary>
    /// A meter's own test compares its section with its instruments; without a section there is no such test.
    /// </summary>
    [Fact]
    public void MetricsPage_EveryMeter_HasASection()
    {
        var page = File.ReadLines(Path.Combine(Workspace.Root, "docs/metrics.md")).ToHashSet(StringComparer.Ordinal);
        var meters = Project.Sources.SelectMany(project => project.Files("*.cs"))
            .SelectMany(
                file => NamedMeter().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .ToList();
        meters.ShouldNotBeEmpty();
        meters.Where(meter => !page.Contains($"## Meter {meter}"))
            .ShouldBeEmpty("docs/metrics.md says nothing of these");
    }

    /// <summary>A rule whose test was renamed away is a rule that nobody checks.</summary>
    [Fact]
    public void ArchitectureDocument_EveryTestThatItNames_Exists()
    {
        var document = Path.Combine(Workspace.Root, "ARCHITECTURE.md");
        Assert.SkipUnless(File.Exists(document), "needs ARCHITECTURE.md");
        var methods = Project.All.SelectMany(project => project.Files("*.cs"))
            .Where(file => file.Contains("/tests/", StringComparison.Ordinal))
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);
        methods.ShouldNotBeEmpty();
        File.ReadLines(document)
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => NamedTest().Matches(line).Select(match => match.Groups["name"].Value))
            .Where(name => !methods.Contains(name))
            .ShouldBeEmpty("ARCHITECTURE.md names tests that do not exist: correct their names in its table");
    }

    [GeneratedRegex(
        @"\b(void|Task|ValueTask)\s+(?<name>\w+)\s*(<[^>]*>)?\(",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Method();

    [GeneratedRegex(
        """\bMeter(\s+\w+\s*=\s*new)?\("(?<name>[^"]+)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamedMeter();

    // Names of tests have parts with underscores between; a class may stand before them.
    [GeneratedRegex(@"`(\w+\.)*(?<name>[A-Z]\w*_\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamedTest();
}
