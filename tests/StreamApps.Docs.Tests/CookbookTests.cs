using System.Reflection;
using Backorders.TestSupport;

namespace StreamApps.Docs.Tests;

/// <summary>A program of the cookbook that does not print what it says misleads whoever learns from it.</summary>
public sealed class CookbookTests
{
    const string Folder = "docs/cookbook";

    public static TheoryData<string> Programs() =>
        new(Directory.EnumerateFiles(Path.Combine(Workspace.Root, Folder), "*.cs")
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)!);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Run_EachProgram_PrintsWhatStandsAtItsHead(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Path.Combine(Workspace.Root, Folder), file));
        var expected = lines.SkipWhile(line => line != "// Prints:").Skip(1)
            .TakeWhile(line => line.StartsWith("//   ", StringComparison.Ordinal))
            .Select(line => line[5..])
            .ToList();
        expected.ShouldNotBeEmpty($"{file} does not say what it prints");
        var name = lines.First(
            line => line.StartsWith("static class ", StringComparison.Ordinal))["static class ".Length..];
        var program = typeof(CookbookTests).Assembly.GetType($"StreamApps.Cookbook.{name}")!;
        var run = program.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
        ((IEnumerable<string>)run.Invoke(null, null)!).ToList().ShouldBe(expected);
    }

    [Fact]
    public void Readme_NamesEveryProgram()
    {
        var readme = File.ReadAllText(Path.Combine(Path.Combine(Workspace.Root, Folder), "README.md"));
        var programs = Directory.GetFiles(Path.Combine(Workspace.Root, Folder), "*.cs")
            .Select(Path.GetFileName)
            .ToList();
        programs.Count.ShouldBeGreaterThanOrEqualTo(12);
        programs.Where(file => !readme.Contains($"({file})", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
