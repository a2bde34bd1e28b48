using System.Text;
using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Processing;

/// <summary>A poison record leaves nothing behind but a dead letter, and the partition goes on.</summary>
public sealed class ErrorHandlingTests
{
    static readonly TestDriverOptions DeadLetters = new() { Errors = ErrorPolicy.DeadLetterAlways("dead") };

    [Fact]
    public void When_AProcessorThrowsHalfWay_Should_LeaveOnlyADeadLetter()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology(), DeadLetters);
        var input = driver.Input(Topics.In);
        input.Pipe("a", "x");
        input.Pipe("a", "fail", 5, new RecordHeaders().Add("mine", "kept"));
        input.Pipe("a", "x");
        driver.Output(Topics.Out).ReadAll().Select(record => record.Value).ShouldBe(["1", "2"]);
        var dead = driver.DeadLetters().Read();
        Encoding.UTF8.GetString(dead.Key!).ShouldBe("a");
        Encoding.UTF8.GetString(dead.Value!).ShouldBe("fail");
        string? Header(string name) => dead.Headers!.LastText(name);
        Header("mine").ShouldBe("kept");
        Header(DeadLetterHeaders.Topic).ShouldBe("in");
        Header(DeadLetterHeaders.Partition).ShouldBe("0");
        Header(DeadLetterHeaders.Offset).ShouldBe("1");
        Header(DeadLetterHeaders.Timestamp).ShouldBe("5");
        Header(DeadLetterHeaders.Node).ShouldBe("count");
        Header(DeadLetterHeaders.Stage).ShouldBe("Processing");
        Header(DeadLetterHeaders.Exception).ShouldBe("System.InvalidOperationException");
        Header(DeadLetterHeaders.Message).ShouldBe("told to fail");
    }

    [Fact]
    public void When_BytesCannotBeRead_Should_NameTheSource()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology(), DeadLetters);
        driver.Input(Topics.In).PipeBytes([0xFF], [1], 0);
        var dead = driver.DeadLetters().Read();
        dead.Headers!.LastText(DeadLetterHeaders.Node).ShouldBe("source");
        dead.Headers!.LastText(DeadLetterHeaders.Stage).ShouldBe("Deserialization");
        dead.Key.ShouldBe([0xFF]);
    }

    /// <summary>A poison record with a time far ahead must not move stream time and fire everybody's timers.</summary>
    [Fact]
    public void When_APoisonRecordIsAheadOfTime_Should_NotMoveStreamTime()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology(), DeadLetters);
        driver.Input(Topics.In).Pipe("a", "x", 10);
        driver.Input(Topics.In).Pipe("a", "fail", 1_000_000);
        driver.Tasks[0].Task.Committed!.StreamTime.ShouldBe(10);
    }

    [Fact]
    public void When_ARecordWritesMoreThanItsBound_Should_BeATypedError()
    {
        using var driver = new TopologyTestDriver(
            CountingProcessor.Topology(), new TestDriverOptions { MaxRecordBytes = 1 << 19 });
        var error = Should.Throw<RecordFailedException>(() => driver.Input(Topics.In).Pipe("a", "big"));
        error.Failure.Error.ShouldBeOfType<RecordTooLargeException>();
        error.Message.ShouldContain("in-0 offset 0");
    }

    [Fact]
    public void When_AnOutputIsTooLargeForItsTopic_Should_AskTheProductionHandler()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology(), new TestDriverOptions
        {
            MaxMessageBytes = topic => topic == "out" ? 130 : null,
            Errors = new ErrorPolicy { OnProduction = _ => ErrorAction.Skip },
        });
        driver.Input(Topics.In).Pipe("a very long key", "x");
        driver.Input(Topics.In).Pipe("a", "x");
        driver.Output(Topics.Out).ReadAll().Count.ShouldBe(1);
        driver.Tasks[0].Task.Counters.Skipped.ShouldBe(1);
    }

    [Fact]
    public void When_ADeadLetterIsTooLarge_Should_SendItsHashInsteadOfTheValue()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology(), new TestDriverOptions
        {
            MaxMessageBytes = topic => topic == "dead" ? 10_000 : null,
            Errors = ErrorPolicy.DeadLetterAlways("dead"),
        });
        driver.Input(Topics.In).PipeBytes([0xFF], new byte[20_000], 0);
        var dead = driver.DeadLetters().Read();
        dead.Value.ShouldBeNull();
        dead.Headers!.LastText(DeadLetterHeaders.OmittedValue)!.Length.ShouldBe(64);
    }

    [Fact]
    public void When_TheHandlerSaysFail_Should_StopAtTheRecordAndStartAtItAgain()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology());
        Should.Throw<RecordFailedException>(() => driver.Input(Topics.In).Pipe("a", "fail"))
            .Failure.Node.ShouldBe("count");
        driver.Tasks[0].Task.InputPositions.ShouldBe([new(new("in", 0), 0)]);
        driver.Abort();
        Should.Throw<RecordFailedException>(driver.Resume);
    }

    [Fact]
    public void RejectProduction_OfARecord_SendsItToTheDeadLetters()
    {
        using var driver = new TopologyTestDriver(
            CountingProcessor.Topology(),
            new TestDriverOptions { CommitEachRecord = false, Errors = ErrorPolicy.DeadLetterAlways("dead") });
        driver.Input(Topics.In).Pipe("a", "x");
        driver.Abort();
        var task = driver.Tasks[0].Task;
        task.RejectProduction(driver.Log.Read("in", 0)!.Value, new InvalidOperationException("too large"));
        driver.Commit();
        driver.DeadLetters().Read().Headers!.LastText(DeadLetterHeaders.Stage).ShouldBe("Production");
        task.InputPositions.ShouldBe([new(new("in", 0), 1)]);
    }

    [Fact]
    public void When_AValueTypeHasNoValue_Should_BeADeserializationErrorNotAZero()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.Numbers).ForEach((_, _) => { });
        using var driver = new TopologyTestDriver(builder.Build("test"), DeadLetters);
        driver.Input(Topics.Numbers).PipeBytes([1], null, 0);
        driver.DeadLetters().Read().Headers!.LastText(DeadLetterHeaders.Message)!.ShouldContain("OrNull");
    }
}
