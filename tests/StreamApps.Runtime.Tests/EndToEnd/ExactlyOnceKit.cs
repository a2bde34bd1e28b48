using StreamApps.Diagnostics;
using StreamApps.State;

namespace StreamApps.Runtime.Tests.EndToEnd;

/// <summary>
/// Workers that die, come back, share and stall on a real log. A subclass says which log. What the user would lose is
/// always the same: a record that is counted twice, or not at all.
/// </summary>
public abstract class ExactlyOnceKit
{
    const int Records = 40;

    protected abstract string Bootstrap { get; }

    /// <summary>The shortest that the broker grants.</summary>
    protected abstract TimeSpan Session { get; }

    [Theory]
    [InlineData(RuntimeStep.Assign)]
    [InlineData(RuntimeStep.Restore)]
    [InlineData(RuntimeStep.Poll)]
    [InlineData(RuntimeStep.Process)]
    [InlineData(RuntimeStep.OutputSend)]
    [InlineData(RuntimeStep.ChangelogSend)]
    [InlineData(RuntimeStep.SendOffsets)]
    [InlineData(RuntimeStep.Commit)]
    [InlineData(RuntimeStep.Committed)]
    [InlineData(RuntimeStep.Applied)]
    [InlineData(RuntimeStep.Revoke)]
    public void When_WorkerDiesAtAStepAndComesBack_Should_CountOnce(RuntimeStep step)
    {
        using var backend = new InMemoryStateBackend();
        using var run = new CountingRun(Bootstrap, Session);
        Prepare(run, backend);
        Kill(run, backend, step);

        run.Produce(Records);
        run.Worker("one", backend).Start();
        run.AssertCountedOnce();
    }

    [Fact]
    public void When_WorkerDiesAndLosesItsDisk_Should_CountOnce()
    {
        using var backend = new InMemoryStateBackend();
        using var empty = new InMemoryStateBackend();
        using var run = new CountingRun(Bootstrap, Session);
        Prepare(run, backend);
        Kill(run, backend, RuntimeStep.Committed);

        run.Produce(Records);
        run.Worker("one", empty).Start();
        run.AssertCountedOnce();
    }

    [Fact]
    public void When_WorkerDiesAndAnotherTakesOver_Should_CountOnce()
    {
        using var backend = new InMemoryStateBackend();
        using var other = new InMemoryStateBackend();
        using var run = new CountingRun(Bootstrap, Session);
        Prepare(run, backend);
        Kill(run, backend, RuntimeStep.Committed);

        run.Produce(Records);
        run.Worker("two", other).Start();
        run.AssertCountedOnce();
    }

    [Fact]
    public void When_WorkersJoinAndLeave_Should_CountOnce()
    {
        using var backend = new InMemoryStateBackend();
        using var other = new InMemoryStateBackend();
        using var run = new CountingRun(Bootstrap, Session, partitions: 4);
        run.Produce(Records);
        var first = run.Worker("one", backend);
        first.Start();
        CountingRun.Until(() => first.IsRunning, () => "the first worker does not run");
        var second = run.Worker("two", other);
        second.Start();
        for (var round = 0; !(first.IsRunning && second.IsRunning); round++)
        {
            round.ShouldBeLessThan(1000, "the second worker does not run");
            run.Produce(Records);
        }
        run.Produce(Records);
        second.Stop(leave: true);
        run.Produce(Records);
        run.AssertCountedOnce();
    }

    /// <summary>
    /// A worker that stalls in the middle of a commit until its partitions are another's comes back with work that the
    /// other one does as well.
    /// </summary>
    [Fact]
    public void When_WorkerStallsUntilAnotherHasItsPartitions_Should_NotCommitItsWork()
    {
        using var backend = new InMemoryStateBackend();
        using var other = new InMemoryStateBackend();
        using var release = new ManualResetEventSlim();
        using var run = new CountingRun(Bootstrap, Session);
        var (stalled, refused, taken) = (false, false, false);
        var zombie = run.Worker(
            "one",
            backend,
            step =>
            {
                if (step != RuntimeStep.SendOffsets || stalled)
                    return;
                stalled = true;
                release.Wait(CountingRun.Patience);
            },
            told => refused |= told.Kind is RuntimeEventKind.Aborted or RuntimeEventKind.ProducerReplaced);
        run.Produce(Records);
        zombie.Start();
        CountingRun.Until(() => stalled, () => "the worker does not reach its commit");

        var heir = run.Worker(
            "two",
            other,
            onEvent: told => taken |= told.Kind == RuntimeEventKind.Assigned
                && told.Message.Contains("-in-", StringComparison.Ordinal));
        heir.Start();
        CountingRun.Until(() => taken, () => "the other worker gets nothing");
        release.Set();

        CountingRun.Until(() => refused, () => "the stalled worker's commit was accepted");
        run.Produce(Records);
        run.AssertCountedOnce();
    }

    // A first worker that leaves state, offsets and a changelog behind.
    static void Prepare(CountingRun run, InMemoryStateBackend backend)
    {
        run.Produce(Records);
        var worker = run.Worker("one", backend);
        worker.Start();
        run.AssertCountedOnce();
        worker.Dispose();
        run.Produce(Records);
    }

    // A worker that dies at the step: nothing is committed, aborted or closed in good order.
    static void Kill(CountingRun run, InMemoryStateBackend backend, RuntimeStep at)
    {
        var killed = 0;
        var worker = run.Worker("one", backend, step =>
        {
            if (step == at && Interlocked.Exchange(ref killed, 1) == 0)
                throw new InvalidOperationException("killed");
        });
        worker.Start();
        if (at == RuntimeStep.Revoke)
        {
            CountingRun.Until(() => worker.IsRunning || worker.Ended.IsCompleted, () => "the worker does not run");
            worker.Stop();
        }
        CountingRun.Until(() => worker.Ended.IsCompleted, () => $"{at} is never reached");
        killed.ShouldBe(1);
        worker.Dispose();
    }
}
