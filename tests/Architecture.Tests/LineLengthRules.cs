using System.Text.RegularExpressions;

namespace Backorders.Architecture.Tests;

/// <summary>Code is read beside other code, and in reviews: a line must fit into half a screen.</summary>
public sealed partial class LineLengthRules
{
    const int MaxColumns = 120;

    [Fact]
    public void Code_EveryLine_Fits()
    {
        var files = Project.All.SelectMany(project => project.Files("*.cs"))
            .Select(file => Path.GetRelativePath(Workspace.Root, file).Replace('\\', '/'))
            .ToList();
        files.Count.ShouldBeGreaterThan(1_000, "else this rule sees nothing");
        files.SelectMany(file => TooLong(Lines(file)).Select(at => $"{file}:{at}"))
            .ShouldBeEmpty($"wrap these, or say them shorter: {MaxColumns} columns at most");
    }

    /// <summary>A rule that takes code for data would let all through.</summary>
    [Fact]
    public void TooLong_LinesOfCodeAndOfData_AreThoseOfCode()
    {
        var (fits, tooLong) = (new string('x', MaxColumns), new string('x', MaxColumns + 1));
        const string Border = "    \"\"\"";
        string[] data = [$"{tooLong}{Border}", tooLong, $"{Border};"];
        TooLong([fits, tooLong, .. data, tooLong, $"{Border} one line {Border}", tooLong]).ShouldBe([2, 3, 6, 8]);
    }

    static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(Workspace.Root, file));

    // What is between the borders of a raw literal is data: wrapped, it would be other data.
    static IEnumerable<int> TooLong(IEnumerable<string> lines)
    {
        var isData = false;
        foreach (var (index, line) in lines.Index())
        {
            var isBorder = Borders().Count(line) % 2 == 1;
            if (line.Length > MaxColumns && (!isData || isBorder))
                yield return index + 1;
            isData ^= isBorder;
        }
    }

    [GeneratedRegex("\"{3,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Borders();
}
