using System.IO.Compression;
using StreamApps.RocksDb;

namespace Backorders.Allocation.Conformance;

/// <summary>Whoever reads the specification and whoever reads our events must see the same bytes.</summary>
public sealed class Level1Vectors
{
    const string Level = "level1";

    static string[] SharedFiles()
    {
        if (Environment.GetEnvironmentVariable("BACKORDERS_VECTORS") is { Length: > 0 } named)
        {
            // The folder of this level, or that of all levels.
            var folder = Path.Combine(named, Level) is var own && Directory.Exists(own) ? own : named;
            Assert.SkipUnless(AreOfAllocation(folder), $"needs allocation vectors; there are none in {named}");
            return Files(folder);
        }
        return Files(Workspace.RequireShared("conformance", "allocation", Level));
    }

    /// <summary>False for the vectors of something else, which the same option may name.</summary>
    static bool AreOfAllocation(string folder) => Files(folder).Any(file =>
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress)
            : File.OpenRead(file);
        using var reader = new StreamReader(stream);
        return reader.ReadLine() is { } line && line.Contains("\"commands\":", StringComparison.Ordinal);
    });

    static string[] OwnFiles() => Files(Path.Combine(AppContext.BaseDirectory, "Vectors"));

    static string[] Files(string folder)
    {
        var files = Directory.GetFiles(folder, "*.ndjson*");
        files.ShouldNotBeEmpty($"no vectors in {folder}");
        return files;
    }

    [Fact]
    public void When_the_shared_vectors_run_the_allocator_should_state_the_same_bytes() =>
        VectorRun.Of("domain", SharedFiles(), () => new DomainSubject());

    [Fact]
    public void When_our_own_vectors_run_the_allocator_should_state_the_same_bytes() =>
        VectorRun.Of("domain", OwnFiles(), () => new DomainSubject());

    [Fact]
    public void When_the_shared_vectors_run_the_audit_should_expect_the_same_bytes() =>
        VectorRun.Of("oracle", SharedFiles(), () => new OracleSubject());

    [Fact]
    public void When_our_own_vectors_run_the_audit_should_expect_the_same_bytes() =>
        VectorRun.Of("oracle", OwnFiles(), () => new OracleSubject());

    [Fact]
    public void When_the_shared_vectors_run_the_topology_should_state_the_same_bytes() =>
        RunTopology(SharedFiles());

    [Fact]
    public void When_our_own_vectors_run_the_topology_should_state_the_same_bytes() => RunTopology(OwnFiles());

    static void RunTopology(string[] files)
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        VectorRun.Of("topology", files, () => new TopologySubject(backend));
    }
}
