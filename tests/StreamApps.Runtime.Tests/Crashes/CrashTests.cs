using StreamApps.Runtime.Tests.EndToEnd;

namespace StreamApps.Runtime.Tests.Crashes;

/// <summary>
/// The part of <see cref="ExactlyOnceKit"/> that every run of the tests has: a worker that dies between the
/// commit and its own database, one that stalls, and workers that share. What a user would lose is a record
/// that counts twice or never.
/// </summary>
public sealed class CrashTests(EmbeddedBrokerTests.Broker broker)
{
    readonly EmbeddedBrokerTests _kit = new(broker);

    [Fact]
    public void When_WorkerDiesAfterItsCommit_Should_CountOnce() =>
        _kit.When_WorkerDiesAtAStepAndComesBack_Should_CountOnce(RuntimeStep.Committed);

    [Fact]
    public void When_WorkerStallsUntilAnotherHasItsPartitions_Should_NotCommitItsWork() =>
        _kit.When_WorkerStallsUntilAnotherHasItsPartitions_Should_NotCommitItsWork();

    [Fact]
    public void When_WorkersJoinAndLeave_Should_CountOnce() => _kit.When_WorkersJoinAndLeave_Should_CountOnce();
}
