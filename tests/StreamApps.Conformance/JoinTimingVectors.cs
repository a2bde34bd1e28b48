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

    [Fact]
    public void When_joins_wait_for_the_window_to_close_only_what_the_vectors_leave_free_should_differ()
    {
        using var backend = new InMemoryStateBackend();
        // Always those beside the repository: which of them differ is what this test knows.
        var folder = Workspace.RequireShared("conformance", "kafka-streams");
        var vectors = VectorFolder.Read(folder)
            .Where(vector => vector.Nodes.Any(node => node.OptionalNumber("before") is not null))
            .Where(vector => vector.Name != ForgottenTooEarly)
            .ToList();
        vectors.Count.ShouldBeGreaterThan(20);
        VectorReport.Of("joins by default", vectors, backend, JoinTiming.OnWindowClose);
    }
}
