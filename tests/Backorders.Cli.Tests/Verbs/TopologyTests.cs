using System.Text.Json;
using Backorders.Topologies;

namespace Backorders.Cli.Tests.Verbs;

/// <summary>Whoever reviews an upgrade compares these; they must be those of the documents.</summary>
public sealed class TopologyTests
{
    public static TheoryData<string> Names => [.. Applications.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Describe_EachFormat_IsWhatTheDocumentsHold(string name)
    {
        var text = await CliRun.OfAsync("topology", "describe", name);
        text.ExitCode.ShouldBe(0);
        text.Output.TrimEnd().ShouldBe(Document($"{name}.txt"));
        var mermaid = await CliRun.OfAsync("topology", "describe", name, "--format", "mermaid");
        mermaid.Output.TrimEnd().ShouldBe(Document($"{name}.mmd"));
        var json = await CliRun.OfAsync("topology", "describe", name, "--format", "json");
        using var parsed = JsonDocument.Parse(json.Output);
        parsed.RootElement.GetProperty("topology").GetString().ShouldBe(name);
    }

    static string Document(string file) =>
        File.ReadAllText(Path.Combine(Workspace.Root, "topology-docs", file)).TrimEnd();
}
