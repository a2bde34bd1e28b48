namespace Backorders.Architecture.Tests;

/// <summary>
/// Who may know whom. What a rule keeps apart can be tested, replaced and read alone; one reference too many and the
/// allocator needs a broker to be tested.
/// </summary>
public sealed class DependencyRules
{
    const string Abstractions = "StreamApps.Abstractions";
    const string Domain = "Backorders.Domain";

    /// <summary>The projects that are for tests, the demo and development only.</summary>
    static readonly string[] s_notShipped = ["StreamApps.Testing", "StreamApps.EmbeddedKafka"];

    public static TheoryData<string, string[], string[]> Libraries => new()
    {
        { Abstractions, [], [] },
        { "StreamApps", [Abstractions], [] },
        { "StreamApps.RocksDb", [Abstractions], [] },
        { "StreamApps.Kafka", [Abstractions], ["Confluent.Kafka"] },
        { "StreamApps.SchemaRegistry", [Abstractions], ["Google.Protobuf"] },
        { "StreamApps.EmbeddedKafka", [], ["Google.Protobuf"] },
        { "StreamApps.Testing", [Abstractions, "StreamApps"], [] },
        { Domain, [], [] },
        { "Backorders.Replay", [Domain], [] },
        { "Backorders.Audit", [Domain, "Backorders.Replay"], [] },
        { "Backorders.Contracts", [Abstractions, "StreamApps.SchemaRegistry"], ["Google.Protobuf"] },
        {
            "Backorders.Topologies",
            [Domain, "Backorders.Contracts", "StreamApps", Abstractions, "StreamApps.SchemaRegistry"],
            ["Google.Protobuf"]
        },
    };

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_Project_ReferencesOnlyWhatItMay(string name, string[] projects, string[] packages)
    {
        var project = Project.Named(name);
        project.References.Except(projects, StringComparer.Ordinal).ShouldBeEmpty(
            $"{project.RelativePath} must not reference these: move the code to where they may be used, "
            + "or put a port between");
        project.Packages.Except(packages, StringComparer.Ordinal).ShouldBeEmpty(
            $"{project.RelativePath} must not use these packages: wrap them in the project that is theirs");
    }

    /// <summary>What comes in through another project's references shows only in the compiled assembly.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_Assembly_UsesOnlyWhatItMay(string name, string[] projects, string[] packages) =>
        CompiledAssembly.Of(Project.Named(name)).References
            .Except(projects.Concat(packages), StringComparer.Ordinal)
            .ShouldBeEmpty($"{name} is compiled against these, which it must not know: remove their use");

    [Fact]
    public void Libraries_NewProject_HasItsRule() => Project.Sources
        .Where(project => !project.IsHost)
        .Select(project => project.Name)
        .Except([.. Libraries.Select(row => row.Data.Item1), .. s_withoutRule], StringComparer.Ordinal)
        .ShouldBeEmpty("say in Architecture.Tests what these may depend on");

    /// <summary>Libraries of hosts: they may know all but test material and hosts, which the rules below say.</summary>
    static readonly string[] s_withoutRule = ["StreamApps.Hosting", "Backorders.CdcBridge"];

    [Fact]
    public void Hosts_Programs_AreReferencedByNoLibrary()
    {
        var hosts = Project.All.Where(project => project.IsHost && Project.Sources.Contains(project))
            .Select(project => project.Name)
            .ToList();
        hosts.ShouldNotBeEmpty();
        foreach (var project in Project.Sources)
            project.References.Intersect(hosts, StringComparer.Ordinal)
                .ShouldBeEmpty($"{project.Name} must not reference a program: move what it needs into a library");
    }

    [Fact]
    public void TestMaterial_Libraries_AreReferencedByNoShippedLibrary()
    {
        foreach (var project in Project.Sources.Where(
            project => !project.IsHost && !s_notShipped.Contains(project.Name, StringComparer.Ordinal)))
        {
            project.References.Intersect(s_notShipped, StringComparer.Ordinal)
                .ShouldBeEmpty($"{project.Name} is shipped: only tests and hosts may reference these");
        }
    }

    [Fact]
    public void KafkaClient_Assembly_IsSeenByOneProjectOnly()
    {
        foreach (var project in Project.Sources.Where(project => project.Name != "StreamApps.Kafka"))
        {
            CompiledAssembly.Of(project).References.Contains("Confluent.Kafka", StringComparer.Ordinal).ShouldBeFalse(
                $"{project.Name} must use the ports of {Abstractions}: only StreamApps.Kafka knows the client");
        }
    }

    [Fact]
    public void RocksDb_NativeLibrary_IsImportedByOneProjectOnly()
    {
        bool IsRocksDb(string library) => library.Contains("rocksdb", StringComparison.OrdinalIgnoreCase);
        CompiledAssembly.Of(Project.Named("StreamApps.RocksDb")).NativeLibraries.Any(IsRocksDb)
            .ShouldBeTrue("else this rule sees nothing");
        foreach (var project in Project.Sources.Where(project => project.Name != "StreamApps.RocksDb"))
        {
            CompiledAssembly.Of(project).NativeLibraries.Where(IsRocksDb).ShouldBeEmpty(
                $"{project.Name} must use IStateBackend: only StreamApps.RocksDb imports the library");
        }
    }
}
