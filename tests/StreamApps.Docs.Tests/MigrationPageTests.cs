using System.Text.RegularExpressions;
using Backorders.TestSupport;
using StreamApps.Docs.Tests.Migration;

namespace StreamApps.Docs.Tests;

/// <summary>A line of a migration page that does not compile costs its reader the trust in all others.</summary>
public sealed partial class MigrationPageTests
{
    [Theory]
    [InlineData("from-kafka-streams.md", "FromKafkaStreams.cs")]
    [InlineData("from-streamiz.md", "FromStreamiz.cs")]
    [InlineData("from-flink.md", "FromFlink.cs")]
    public void Page_EachLineOfCode_IsInItsCompiledSource(string page, string source)
    {
        var compiled = WithoutSpace(File.ReadAllText(
            Path.Combine(Workspace.Root, $"tests/StreamApps.Docs.Tests/Migration/{source}")));
        var lines = Code(page).ToList();
        lines.Count.ShouldBeGreaterThan(20);
        lines.Where(line => !compiled.Contains(WithoutSpace(line), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>What compiles may still be refused when the topology is built.</summary>
    [Fact]
    public void Sources_AreTopologiesThatBuild()
    {
        FromKafkaStreams.Build().StateShape.ShouldNotBeEmpty();
        FromStreamiz.Build().StateShape.ShouldNotBeEmpty();
        FromFlink.Build().StateShape.ShouldNotBeEmpty();
        FromKafkaStreams.Test().ShouldBe(5);
        FromStreamiz.Test().ShouldBe("X");
        FromFlink.Test().ShouldBe(1);
    }

    /// <summary>The code of the last column of each table: what is written here.</summary>
    static IEnumerable<string> Code(string page)
    {
        foreach (var line in File.ReadLines(Path.Combine(Workspace.Root, $"docs/{page}")))
        {
            if (!line.StartsWith('|'))
                continue;
            // A bar within code is written \|.
            var cells = line.Replace("\\|", "\u0001", StringComparison.Ordinal).Trim('|').Split('|');
            foreach (Match code in CodeSpan().Matches(cells[^1].Replace('\u0001', '|')))
                yield return code.Groups["code"].Value;
        }
    }

    static string WithoutSpace(string text) => Space().Replace(text, "");

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Space();
}
