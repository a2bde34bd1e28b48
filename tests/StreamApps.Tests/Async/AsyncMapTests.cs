using System.Collections.Concurrent;
using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Async;

public sealed class AsyncMapTests
{
    /// <summary>
    /// A slow call must not let those behind it overtake: order within a key is what the log promises.
    /// </summary>
    [Fact]
    public void MapValuesAsync_SlowCallFirst_KeepsTheOrder()
    {
        using var service = new Service();
        service.Input("slow:100", "slow:1", "slow:50");
        service.Driver.AdvanceWallClock(TimeSpan.FromMilliseconds(60));
        service.Outputs().ShouldBeEmpty();
        service.Driver.AdvanceWallClock(TimeSpan.FromMilliseconds(60));
        service.Outputs().ShouldBe(["slow:100!", "slow:1!", "slow:50!"]);
    }

    /// <summary>A service that is asked a thousand times at once falls over.</summary>
    [Fact]
    public void MapValuesAsync_MoreRecordsThanMayBeInFlight_CallsNoMore()
    {
        using var service = new Service(new AsyncOptions { MaxInFlight = 2 });
        service.Input("slow:10", "slow:10", "slow:10", "slow:10", "slow:10");
        service.Calls.Count.ShouldBe(2);
        service.Driver.AdvanceWallClock(TimeSpan.FromMilliseconds(10));
        service.Calls.Count.ShouldBe(4);
        service.Driver.AdvanceWallClock(TimeSpan.FromMilliseconds(20));
        service.Driver.AdvanceWallClock(TimeSpan.FromMilliseconds(20));
        service.Outputs().Count.ShouldBe(5);
    }

    [Fact]
    public void MapValuesAsync_CallTimesOut_IsMadeAgainAndThenTheRecordFails()
    {
        using var service = new Service(
            new AsyncOptions { Timeout = TimeSpan.FromSeconds(1), Retries = 2, Backoff = TimeSpan.FromSeconds(1) });
        service.Input("slow:5000", "x");
        service.Driver.AdvanceWallClock(TimeSpan.FromSeconds(7));
        service.Calls.Count(call => call == "slow:5000").ShouldBe(3);
        service.Outputs().ShouldBe(["x!"]);
        var letter = service.Driver.DeadLetters().Read();
        letter.Value.ShouldBe("slow:5000"u8.ToArray());
        letter.Headers!.LastText(DeadLetterHeaders.Exception).ShouldBe(typeof(AsyncCallException).FullName);
        letter.Headers!.LastText(DeadLetterHeaders.Offset).ShouldBe("0");
    }

    [Fact]
    public void MapValuesAsync_TransientFailure_IsMadeAgain()
    {
        using var service = new Service(new AsyncOptions { Backoff = TimeSpan.FromMilliseconds(10) });
        service.Input("flaky");
        service.Driver.AdvanceWallClock(TimeSpan.FromMilliseconds(10));
        service.Outputs().ShouldBe(["flaky!"]);
    }

    [Fact]
    public void MapValuesAsync_FailureThatIsNotTransient_IsNotMadeAgain()
    {
        using var service = new Service(
            new AsyncOptions { IsTransient = static error => error is not NotSupportedException });
        service.Input("never");
        service.Calls.ShouldBe(["never"]);
        service.Driver.DeadLetters().ReadAll().Count.ShouldBe(1);
    }

    /// <summary>
    /// A position that is committed beyond a record whose call is under way loses that record when the worker dies.
    /// </summary>
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_ItCrashesWithCallsUnderWay_Should_MakeThemAgain(Crash crash)
    {
        using var service = new Service();
        service.Input("a", "slow:100", "b");
        service.Outputs().ShouldBe(["a!"], "the commit after it waits for the calls under way");
        service.Driver.CrashAndRestart(crash);
        service.Driver.AdvanceWallClock(TimeSpan.FromMilliseconds(100));
        service.Outputs().ShouldBe(["slow:100!", "b!"]);
    }

    /// <summary>Functions that really work on other threads can be tested too.</summary>
    [Fact]
    public void FinishCalls_CallsOnOtherThreads_AreWaitedFor()
    {
        using var service = new Service();
        service.Input("thread", "a");
        service.Driver.FinishCalls(TimeSpan.FromSeconds(10));
        service.Outputs().ShouldBe(["thread!", "a!"]);
    }

    [Fact]
    public void MapValuesAsync_OptionsOutOfRange_AreRefused()
    {
        var stream = new StreamBuilder().Stream("source", Topics.In);
        foreach (var options in new AsyncOptions[]
        {
            new() { MaxInFlight = 0 },
            new() { Timeout = TimeSpan.Zero },
            new() { Retries = -1 },
            new() { Backoff = TimeSpan.FromHours(1) },
        })
        {
            Should.Throw<TopologyException>(
                () => stream.MapValuesAsync("calls", (_, value, _) => ValueTask.FromResult(value), options))
                .Message.ShouldContain("'calls'");
        }
    }

    /// <summary>
    /// A service that appends "!"; "slow:N" takes N ms of virtual time, "flaky" fails the first time.
    /// </summary>
    sealed class Service : IDisposable
    {
        readonly TestOutputTopic<string, string> _output;

        public Service(AsyncOptions? options = null)
        {
            var builder = new StreamBuilder();
            builder.Stream("source", Topics.In)
                .MapValuesAsync("calls", (_, value, cancel) => CallAsync(value, cancel), options)
                .To("sink", Topics.Out);
            Driver = new TopologyTestDriver(
                builder.Build("test"), new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") });
            _output = Driver.Output(Topics.Out);
        }

        public TopologyTestDriver Driver { get; }

        public ConcurrentQueue<string> Calls { get; } = new();

        public void Input(params string[] values)
        {
            foreach (var value in values)
                Driver.Input(Topics.In).Pipe("k", value, 1);
        }

        public IReadOnlyList<string?> Outputs() => [.. _output.ReadAll().Select(record => record.Value)];

        public void Dispose() => Driver.Dispose();

        async ValueTask<string> CallAsync(string value, CancellationToken cancel)
        {
            Calls.Enqueue(value);
            if (value.StartsWith("slow:", StringComparison.Ordinal))
            {
                var delay = int.Parse(value[5..], System.Globalization.CultureInfo.InvariantCulture);
                await Task.Delay(TimeSpan.FromMilliseconds(delay), Driver.Time, cancel);
            }
            if (value == "flaky" && Calls.Count(call => call == value) == 1)
                throw new IOException("told to fail once");
            if (value == "never")
                throw new NotSupportedException("told to fail");
            if (value == "thread")
                await Task.Yield();
            return value + "!";
        }
    }
}
