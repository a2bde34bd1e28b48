using StreamApps.RocksDb;

namespace Backorders.Allocation.Conformance;

/// <summary>Whoever reads the specification and whoever reads our events must see the same bytes.</summary>
public sealed class Level1Vectors(ITestOutputHelper output)
{
    static string[] SharedFiles()
    {
        if (Environment.GetEnvironmentVariable("BACKORDERS_VECTORS") is { Length: > 0 } named)
            return Files(named);
        return Files(Workspace.RequireShared("conformance", "allocation", "level1"));
    }

    static string[] OwnFiles() => Files(Path.Combine(AppContext.BaseDirectory, "Vectors"));

    static string[] Files(string folder)
    {
        var files = Directory.GetFiles(folder, "*.ndjson*");
        files.ShouldNotBeEmpty($"no vectors in {folder}");
        return files;
    }

    [Fact]
    public void When_the_shared_vectors_run_the_allocator_should_state_the_same_bytes() =>
        VectorRun.Of(SharedFiles(), () => new DomainSubject(), output);

    [Fact]
    public void When_our_own_vectors_run_the_allocator_should_state_the_same_bytes() =>
        VectorRun.Of(OwnFiles(), () => new DomainSubject(), output);

    [Fact]
    public void When_the_shared_vectors_run_the_audit_should_expect_the_same_bytes() =>
        VectorRun.Of(SharedFiles(), () => new OracleSubject(), output);

    [Fact]
    public void When_our_own_vectors_run_the_audit_should_expect_the_same_bytes() =>
        VectorRun.Of(OwnFiles(), () => new OracleSubject(), output);

    [Fact]
    public void When_the_shared_vectors_run_the_topology_should_state_the_same_bytes() =>
        RunTopology(SharedFiles());

    [Fact]
    public void When_our_own_vectors_run_the_topology_should_state_the_same_bytes() => RunTopology(OwnFiles());

    void RunTopology(string[] files)
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        VectorRun.Of(files, () => new TopologySubject(backend), output);
    }
}
