using StreamApps.Conformance.Running;
using StreamApps.Conformance.Vectors;
using StreamApps.State;

namespace StreamApps.Conformance;

/// <summary>
/// Joins as they are by default, without early or late nulls, must differ from Kafka Streams only where its vectors say
/// that one may.
/// </summary>
public sealed class JoinTimingVectors
{
    // Kafka Streams forgets a record that is exactly the window and its grace old, though the window's end is included.
    const string ForgottenTooEarly = "stream-stream-join/self-join-outer";

    static readonly string[] Freedoms = ["join-early-null", "join-delayed-null", "join-late-pair"];

    [Fact]
    public void When_joins_wait_for_the_window_to_close_only_what_the_vectors_leave_free_should_differ()
    {
        var folder = Workspace.RequireShared("conformance", "kafka-streams");
        Assert.SkipUnless(VectorFolder.HasVectors(folder), $"needs Kafka Streams vectors; there are none in {folder}");
        using var backend = new InMemoryStateBackend();
        var vectors = VectorFolder.Read(folder)
            .Where(vector => vector.Family is "stream-stream-join" or "multi")
            .Where(vector => !vector.Freedoms.Intersect(Freedoms, StringComparer.Ordinal).Any())
            .Where(vector => vector.Name != ForgottenTooEarly)
            .ToList();
        vectors.Count.ShouldBeGreaterThan(20);
        var results = vectors.Select(vector =>
            VectorRun.Of(vector, backend, $"by-default-{vector.Name}", JoinTiming.OnWindowClose)).ToList();
        results.Where(result => result.Outcome != Outcome.Passed).Select(result => result.ToString()).ShouldBeEmpty();
    }
}
