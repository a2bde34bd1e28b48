using StreamApps.Conformance.Running;
using StreamApps.Conformance.Vectors;
using StreamApps.RocksDb;
using StreamApps.State;

namespace StreamApps.Conformance;

/// <summary>Who moves a topology here from Kafka Streams must get the same records, to the last timestamp.</summary>
public sealed class KafkaStreamsVectors
{
    [Fact]
    public void When_the_recorded_vectors_run_in_memory_every_record_and_store_should_be_Kafka_Streams_own()
    {
        using var backend = new InMemoryStateBackend();
        VectorReport.Of("memory", Recorded(), backend);
    }

    [Fact]
    public void When_the_recorded_vectors_run_on_RocksDb_every_record_and_store_should_be_Kafka_Streams_own()
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        VectorReport.Of("RocksDB", Recorded(), backend);
    }

    [Fact]
    public void When_our_own_cases_run_in_memory_every_record_and_store_should_be_as_they_say()
    {
        using var backend = new InMemoryStateBackend();
        VectorReport.Of("own cases", VectorFolder.Read(Path.Combine(AppContext.BaseDirectory, "Cases")), backend);
    }

    /// <summary>The vectors that were named, or those beside the repository; skips the test without any.</summary>
    static IEnumerable<Vector> Recorded()
    {
        var named = Environment.GetEnvironmentVariable("BACKORDERS_VECTORS");
        var folder = string.IsNullOrEmpty(named) ? Workspace.RequireShared("conformance", "kafka-streams") : named;
        Assert.SkipUnless(VectorFolder.HasVectors(folder), $"needs Kafka Streams vectors; there are none in {folder}");
        return VectorFolder.Read(folder);
    }
}
