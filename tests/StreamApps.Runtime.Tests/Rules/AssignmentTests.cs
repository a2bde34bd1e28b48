using StreamApps.Diagnostics;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>What happens to open work when partitions come and go.</summary>
public sealed class AssignmentTests : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    /// <summary>
    /// Kafka checks the generation and not the owner: with fresher metadata a zombie overwrites
    /// its successor's offsets.
    /// </summary>
    [Fact]
    public void When_GenerationMovesOn_Should_CommitAsTheGenerationOfItsAssignment()
    {
        _rig.Start();
        _rig.Transport.Consumer.Generation = 7;
        _rig.Input("a");
        _rig.Drain();
        _rig.Log.Journal.ShouldContain("offsets of generation 1", StringComparer.Ordinal);
        _rig.Log.Journal.ShouldNotContain("offsets of generation 7", StringComparer.Ordinal);

        _rig.Transport.Consumer.Assign(Rig.In);
        _rig.Input("a");
        _rig.Drain();
        _rig.Log.Journal.ShouldContain("offsets of generation 7", StringComparer.Ordinal);
    }

    /// <summary>
    /// After the handler returns, the next owner reads the offsets: work committed later would be done twice.
    /// </summary>
    [Fact]
    public void Revoked_WorkIsOpen_CommitsBeforeItReturns()
    {
        _rig.PollBatch = 1;
        _rig.Start();
        OpenWork("a");
        _rig.Transport.Consumer.Revoke(Rig.In);
        _rig.Step();

        _rig.Log.Journal.ShouldContain("committed", StringComparer.Ordinal);
        IndexOf("committed").ShouldBeLessThan(IndexOf("revoked"));
        _rig.Outputs().ShouldBe(["a=1"]);
    }

    /// <summary>A commit that fails while partitions go must be undone before they are another member's.</summary>
    [Fact]
    public void Revoked_CommitFails_AbortsBeforeItReturns()
    {
        _rig.PollBatch = 1;
        _rig.Start();
        OpenWork("a");
        _rig.Log.Fail("commit", LogErrorKind.Abortable);
        _rig.Transport.Consumer.Revoke(Rig.In);
        _rig.Step();

        IndexOf("abort").ShouldBeLessThan(IndexOf("revoked"));
        _rig.Outputs().ShouldBeEmpty();
        _rig.Log.GroupOffset(Rig.In).ShouldBeNull();
    }

    /// <summary>Lost partitions are another member's already: committing them writes over its work.</summary>
    [Fact]
    public void Lost_WorkIsOpen_AbortsAndCommitsNothing()
    {
        _rig.PollBatch = 1;
        _rig.Start();
        OpenWork("a");
        _rig.Transport.Consumer.Lose(Rig.In);
        for (var step = 0; step < 5; step++)
            _rig.Step();

        _rig.Log.Count("abort").ShouldBe(1);
        _rig.Log.Count("committed").ShouldBe(0);
        _rig.Outputs().ShouldBeEmpty();
        _rig.Log.GroupOffset(Rig.In).ShouldBeNull();
    }

    /// <summary>A record processed before its task is restored counts from nothing.</summary>
    [Fact]
    public void When_TaskIsNotRestoredYet_Should_NotProcessItsRecords()
    {
        _rig.Input("a");
        _rig.Log.OffsetsAreUnstable = true;
        _rig.Join();
        _rig.Until(() => _rig.Log.Count("committed offsets") >= 2);
        _rig.Log.Count("send out").ShouldBe(0);
        _rig.Thread.Tasks().ShouldHaveSingleItem().Phase.ShouldBe(TaskPhase.Restoring);

        _rig.Log.OffsetsAreUnstable = false;
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1"]);
    }

    /// <summary>Another member had the partition in between: going on with the old state would count wrongly.</summary>
    [Fact]
    public void When_PartitionComesBackAfterAnotherOwner_Should_ReplayWhatThatOneDid()
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        _rig.Transport.Consumer.Revoke(Rig.In);
        _rig.Step();
        using (var other = new Rig(_rig.Log))
        {
            other.Start();
            other.Input("a");
            other.Drain();
        }

        _rig.Transport.Consumer.Assign(Rig.In);
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1", "a=2", "a=3"]);
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldBeEmpty();
    }

    /// <summary>A worker that restores what it no longer owns would process beside the new owner.</summary>
    [Fact]
    public void When_ProducerIsReplacedAfterPartitionsWent_Should_NotTakeThemUpAgain()
    {
        _rig.PollBatch = 1;
        _rig.Start();
        OpenWork("a");
        _rig.Log.Fail("commit", LogErrorKind.UnknownOutcome);
        _rig.Transport.Consumer.Revoke(Rig.In);
        var asked = _rig.Log.Count("committed offsets");
        _rig.Until(() => _rig.Log.Journal.Contains("init 2", StringComparer.Ordinal));
        for (var step = 0; step < 5; step++)
            _rig.Step();

        _rig.Log.Count("committed offsets").ShouldBe(asked);
        _rig.Thread.Tasks().ShouldAllBe(task => task.Phase == TaskPhase.Suspended);
    }

    /// <summary>A handler that throws must end the thread with its error, not leave it asleep.</summary>
    [Fact]
    public void Revoked_HandlerThrows_ErrorReachesTheCaller()
    {
        _rig.Start();
        _rig.OnStep = step =>
        {
            if (step == RuntimeStep.Revoke)
                throw new InvalidOperationException("killed");
        };
        _rig.Transport.Consumer.Revoke(Rig.In);
        Should.Throw<InvalidOperationException>(_rig.Step).Message.ShouldBe("killed");
    }

    // Processes a record and leaves its transaction open: a full batch says that more is to come.
    void OpenWork(string key)
    {
        _rig.Input(key);
        _rig.Thread.RunOnce();
        _rig.Log.Count("send out").ShouldBe(1);
        _rig.Log.Count("committed").ShouldBe(0);
    }

    int IndexOf(string call) => _rig.Log.Journal.ToList().IndexOf(call);
}
