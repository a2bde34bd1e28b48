using Backorders.Topologies.Allocation;

namespace Backorders.Topologies.Tests;

/// <summary>
/// The pictures in <c>topology-docs/</c> are those of the code; a changed topic, store or
/// fingerprint shows in a review.
/// <c>BACKORDERS_APPROVE=1</c> writes them anew.
/// </summary>
public sealed class TopologyDocsTests
{
    const int AnyNumberOfPartitions = 6;

    public static TheoryData<string, TopologyFormat, string> Files
    {
        get
        {
            var files = new TheoryData<string, TopologyFormat, string>();
            foreach (var name in Applications.Names)
            {
                files.Add(name, TopologyFormat.Text, $"{name}.txt");
                files.Add(name, TopologyFormat.Mermaid, $"{name}.mmd");
            }
            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Describe_EachTopology_IsTheApprovedFile(string name, TopologyFormat format, string file)
    {
        var path = Path.Combine(Workspace.Root, "topology-docs", file);
        var described = Applications.Build(name, AnyNumberOfPartitions, new AllocationOptions()).Describe(format);
        if (Environment.GetEnvironmentVariable("BACKORDERS_APPROVE") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, described);
        }
        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        described.ShouldBe(
            approved,
            $"topology-docs/{file} is not this topology: run the tests with BACKORDERS_APPROVE=1 and review it");
    }

    [Fact]
    public void Docs_Folder_HoldsNoFileOfATopologyThatIsGone() => Directory
        .EnumerateFiles(Path.Combine(Workspace.Root, "topology-docs"))
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Except(Applications.Names.Append("README").Append("cdc-bridge"), StringComparer.Ordinal)
        .ShouldBeEmpty();
}
