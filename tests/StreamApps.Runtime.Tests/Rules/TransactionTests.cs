using StreamApps.Diagnostics;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>What a failing transaction leaves behind: each record counted once, whatever fails.</summary>
public sealed class TransactionTests : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    /// <summary>Everything else here is worth nothing if the plain case does not count.</summary>
    [Fact]
    public void When_NothingFails_Should_CountEachRecordOnce()
    {
        _rig.Input("a", "b", "a");
        _rig.Start().Drain();
        _rig.Outputs().ShouldBe(["a=1", "b=1", "a=2"]);
    }

    /// <summary>State written before the commit would survive an abort: counts too high for ever.</summary>
    [Fact]
    public void When_Committing_Should_WriteLocalStateOnlyAfterTheAcknowledgement()
    {
        _rig.Start();
        _rig.Input("a");
        var writesBefore = 0;
        var writesAtCommit = -1;
        _rig.OnStep = step =>
        {
            if (step == RuntimeStep.Process)
                writesBefore = _rig.Log.Count("write state");
            if (step == RuntimeStep.Committed)
                writesAtCommit = _rig.Log.Count("write state");
        };
        _rig.Drain();
        writesAtCommit.ShouldBe(writesBefore);
        _rig.Log.Count("write state").ShouldBe(writesBefore + 1);
    }

    /// <summary>Apache Kafka would refuse to begin, and each transaction would take 20 ms longer.</summary>
    [Fact]
    public void When_ATransactionHasJustEnded_Should_GatherRecordsBeforeTheNextBegins()
    {
        _rig.Input("a");
        _rig.Start().Drain();
        var consumer = _rig.Transport.Consumer;

        _rig.Input("b");
        var before = consumer.Polls;
        _rig.Thread.RunOnce();
        (consumer.Polls - before).ShouldBeGreaterThan(1);

        _rig.Drain();
        _rig.Input("c");
        before = consumer.Polls;
        _rig.Step();
        (consumer.Polls - before).ShouldBe(1);
        _rig.Outputs().ShouldBe(["a=1", "b=1", "c=1"]);
    }

    /// <summary>
    /// Begun again on the old producer, the next transaction could be ended by the delayed end of this one.
    /// </summary>
    [Theory]
    [InlineData("commit")]
    [InlineData("acknowledgement")]
    public void When_OutcomeOfCommitIsUnknown_Should_LearnItWithANewProducer(string call)
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        _rig.Log.Fail(call, LogErrorKind.UnknownOutcome);
        _rig.Input("a", "b");
        _rig.Until(() => _rig.Told(RuntimeEventKind.ProducerReplaced).Count == 1);
        var failed = _rig.Log.Journal.Count;
        _rig.Drain();
        _rig.Input("a");
        _rig.Drain();

        _rig.Outputs().ShouldBe(["a=1", "a=2", "b=1", "a=3"]);
        var after = _rig.Log.Journal.Skip(failed).ToList();
        _rig.Log.Journal.ShouldContain("dispose producer 1", StringComparer.Ordinal);
        after.ShouldContain("init 2", StringComparer.Ordinal);
        after.ShouldContain("committed offsets", StringComparer.Ordinal);
        after.ShouldNotContain("begin 1", StringComparer.Ordinal);
        after.ShouldNotContain("abort 1", StringComparer.Ordinal);
        after.IndexOf("init 2").ShouldBeLessThan(after.IndexOf("committed offsets"));
    }

    /// <summary>A fenced or broken producer must not end its worker, nor lose or repeat its records.</summary>
    [Theory]
    [InlineData("commit", LogErrorKind.Fenced)]
    [InlineData("commit", LogErrorKind.Fatal)]
    [InlineData("offsets", LogErrorKind.Fenced)]
    [InlineData("begin", LogErrorKind.Fatal)]
    [InlineData("send out", LogErrorKind.Fenced)]
    [InlineData("abort", LogErrorKind.UnknownOutcome)]
    public void When_ProducerIsFencedOrFatal_Should_GoOnWithANewOne(string call, LogErrorKind kind)
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        if (call == "abort")
            _rig.Log.Fail("commit", LogErrorKind.Abortable);
        _rig.Log.Fail(call, kind);
        _rig.Input("a", "b");
        _rig.Drain();

        _rig.Outputs().ShouldBe(["a=1", "a=2", "b=1"]);
        _rig.Log.Journal.ShouldContain("init 2", StringComparer.Ordinal);
        _rig.Log.Journal.ShouldContain("dispose producer 1", StringComparer.Ordinal);
    }

    /// <summary>
    /// A call that blocks beyond the transaction's time must not go on to commit on that producer: the broker may have
    /// ended the transaction, and a late commit would end the next one.
    /// </summary>
    [Fact]
    public void When_SendingOffsetsOutlastsTheTransaction_Should_GoOnWithANewProducer()
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        var blocks = true;
        _rig.OnStep = step =>
        {
            if (step != RuntimeStep.SendOffsets || !blocks)
                return;
            blocks = false;
            _rig.Time.Advance(TimeSpan.FromSeconds(11));
        };
        _rig.Input("a", "b");
        _rig.Drain();

        _rig.Outputs().ShouldBe(["a=1", "a=2", "b=1"]);
        _rig.Log.Journal.ShouldContain("dispose producer 1", StringComparer.Ordinal);
        _rig.Log.Journal.ShouldContain("init 2", StringComparer.Ordinal);
    }

    /// <summary>After an abort, records that were not read again would be lost.</summary>
    [Theory]
    [InlineData("commit")]
    [InlineData("offsets")]
    [InlineData("send app-source-changelog")]
    public void When_TransactionMustBeAborted_Should_RewindAndProcessOnceMore(string call)
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        var end = _rig.Log.Range(Rig.In).End;
        _rig.Log.Fail(call, LogErrorKind.Abortable);
        _rig.Input("a", "b");
        _rig.Drain();

        _rig.Outputs().ShouldBe(["a=1", "a=2", "b=1"]);
        _rig.Log.Count("abort 1").ShouldBe(1);
        _rig.Log.Journal.ShouldContain($"read in-0 from {end}", StringComparer.Ordinal);
        _rig.Log.Journal.ShouldNotContain("init 2", StringComparer.Ordinal);
    }

    /// <summary>Aborting what only needed to be called again would throw work away under load.</summary>
    [Theory]
    [InlineData("commit")]
    [InlineData("offsets")]
    public void When_CallIsRetriable_Should_MakeTheSameCallAgain(string call)
    {
        _rig.Start();
        _rig.Log.Fail(call, LogErrorKind.Retriable);
        _rig.Input("a");
        _rig.Drain();

        _rig.Outputs().ShouldBe(["a=1"]);
        _rig.Log.Count(call).ShouldBe(2);
        _rig.Log.Count("abort").ShouldBe(0);
        _rig.Log.Journal.ShouldNotContain("init 2", StringComparer.Ordinal);
    }

    /// <summary>A read that can be made again must neither abort the transaction nor lose what was read.</summary>
    [Fact]
    public void When_PollIsRetriable_Should_PollAgainWithTheSameProducer()
    {
        _rig.Start();
        _rig.Log.Fail("poll", LogErrorKind.Retriable);
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1"]);
        _rig.Log.Journal.ShouldNotContain("init 2", StringComparer.Ordinal);
    }

    /// <summary>
    /// A worker that was replaced while it was stopped would fence its successor by creating a producer of its name.
    /// </summary>
    [Theory]
    [InlineData(LogErrorKind.Fenced)]
    [InlineData(LogErrorKind.Fatal)]
    public void When_ConsumerIsFencedOrFatal_Should_StopWithoutANewProducer(LogErrorKind kind)
    {
        _rig.Start();
        _rig.Log.Fail("commit", LogErrorKind.Fenced);
        _rig.Input("a");
        _rig.Until(() => _rig.Told(RuntimeEventKind.ProducerReplaced).Count == 1);
        _rig.Log.Fail("poll", kind);

        Should.Throw<StreamsException>(_rig.Step).Message.ShouldContain("app-one-0");
        _rig.Log.Journal.ShouldNotContain("init 2", StringComparer.Ordinal);
    }

    /// <summary>Positions that ignore control records never reach the log's end: lag would show for ever.</summary>
    [Fact]
    public void When_InputEndsWithMarkers_Should_CommitThePositionBehindThem()
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Log.AppendMarker(Rig.In);
        _rig.Log.AppendMarker(Rig.In);
        _rig.Drain();
        _rig.Log.GroupOffset(Rig.In).ShouldBe(3);
    }

    /// <summary>
    /// Under at-least-once, a crash between state and offsets must not stop the worker from starting.
    /// </summary>
    [Fact]
    public void When_AtLeastOnceCrashesBeforeItsOffsets_Should_StartFromTheStatesPositions()
    {
        _rig.Guarantee = ProcessingGuarantee.AtLeastOnce;
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        _rig.Input("a");
        _rig.Log.Fail("consumer commit", LogErrorKind.Retriable);
        _rig.Until(() => _rig.Told(RuntimeEventKind.ProducerReplaced).Count == 1);
        _rig.Crash();
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1", "a=2", "a=3"]);
    }
}
