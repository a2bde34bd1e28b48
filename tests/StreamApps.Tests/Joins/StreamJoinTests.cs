using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Tests.Joins;

public sealed class StreamJoinTests
{
    static readonly JoinWindows Windows =
        JoinWindows.Within(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(5));

    /// <summary>
    /// An unmatched order that is reported twice, once alone and once with its payment, is paid late or twice.
    /// </summary>
    [Fact]
    public void LeftJoin_MatchComesWithinGrace_NothingComesOutAlone()
    {
        using var run = new Run(Windows, left: true);
        run.Left("a", "l", 100);
        // Past the window of the left record, but not past its grace: Kafka Streams would give out "l|" for a late
        // record.
        run.Left("b", "x", 113);
        run.Right("a", "r", 105);
        run.Left("c", "y", 200);
        run.Outputs().ShouldBe(["a=l|r@105", "b=x|@113"]);
    }

    /// <summary>
    /// A record that comes when its window is past must wait for its grace, or its match comes second.
    /// </summary>
    [Fact]
    public void LeftJoin_LateRecordWithinGrace_WaitsForItsGrace()
    {
        using var run = new Run(Windows, left: true);
        run.Left("b", "x", 113);
        run.Left("a", "l", 100);
        run.Outputs().ShouldBeEmpty();
        run.Right("a", "r", 101);
        run.Left("c", "y", 200);
        run.Outputs().ShouldBe(["a=l|r@101", "b=x|@113"]);
    }

    /// <summary>After its null result a record is done: a match that follows would contradict it.</summary>
    [Fact]
    public void OuterJoin_AfterTheNullResult_ThereIsNoMatch()
    {
        using var run = new Run(Windows, left: true, right: true);
        run.Left("a", "l", 100);
        run.Left("b", "x", 116);
        run.Right("a", "r", 106);
        run.Left("c", "y", 300);
        run.Outputs().ShouldBe(["a=l|@100", "a=|r@106", "b=x|@116"]);
    }

    /// <summary>The same topology must do what Kafka Streams did when its outputs are compared side by side.</summary>
    [Fact]
    public void LeftJoin_LikeKafkaStreams_GivesTheNullAtOnceAndTheMatchAfterIt()
    {
        using var run = new Run(Windows with { Timing = JoinTiming.KafkaStreams }, left: true);
        run.Left("b", "x", 113);
        run.Left("a", "l", 100);
        run.Right("a", "r", 101);
        run.Outputs().ShouldBe(["a=l|@100", "a=l|r@101"]);
    }

    /// <summary>State that expires must leave, or a join's store grows for ever.</summary>
    [Fact]
    public void Join_OverManyWindows_KeepsOnlyWhatCanStillMatch()
    {
        using var run = new Run(Windows);
        for (var time = 0; time < 5_000; time++)
            run.Left($"k{time % 7}", "v", time);
        run.EntriesInStore().ShouldBeLessThan(100);
        run.Right("k1", "r", 4_999);
        run.Outputs().ShouldBe(["k1=v|r@4999", "k1=v|r@4999"], ignoreOrder: true);
    }

    /// <summary>
    /// A burst that expires at once must not be removed by one record, or in one transaction: both are bounded.
    /// </summary>
    [Fact]
    public void Join_ManyRecordsExpireAtOnce_GoStepByStep()
    {
        const int Later = 300;
        using var run = new Run(Windows);
        for (var index = 0; index < 1_000; index++)
            run.Left($"k{index}", "v", 10);
        run.Left("z", "v", 10_000);
        run.EntriesInStore().ShouldBeGreaterThan(900);
        for (var index = 0; index < Later; index++)
            run.Left("z", "v", 10_000);
        run.EntriesInStore().ShouldBeLessThan(Later + 20);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void Join_AfterACrash_GoesOnAsIfNothingHappened(Crash crash)
    {
        using var run = new Run(Windows, left: true, right: true);
        run.Left("a", "l", 100);
        run.Right("b", "r", 101);
        run.Driver.CrashAndRestart(crash);
        run.Right("a", "r2", 102);
        run.Driver.CrashAndRestart(crash);
        run.Left("z", "end", 200);
        run.Outputs().ShouldBe(["a=l|r2@102", "b=|r@101"]);
    }

    /// <summary>
    /// A record whose joiner throws must leave nothing behind: neither state nor a moved stream time.
    /// </summary>
    [Fact]
    public void Join_JoinerThrows_TheRecordLeavesNothing()
    {
        using var run = new Run(Windows, deadLetters: true);
        run.Left("a", "l", 100);
        run.Right("a", "throw", 101);
        run.Right("a", "r", 102);
        run.Left("a", "l2", 103);
        run.Outputs().ShouldBe(["a=l|r@102", "a=l2|r@103"]);
        run.Driver.DeadLetters().ReadAll().Count.ShouldBe(1);
    }

    /// <summary>
    /// A record that waits and makes the joiner throw must be a dead letter itself: as part of each record that
    /// follows, it would make dead letters of all of them.
    /// </summary>
    [Fact]
    public void LeftJoin_JoinerThrowsOnARecordThatWaited_OnlyThatOneFails()
    {
        using var run = new Run(Windows, left: true, deadLetters: true);
        run.Left("a", "alone", 100);
        run.Left("b", "x", 200);
        run.Right("b", "y", 201);
        run.Left("c", "z", 300);
        run.Outputs().ShouldBe(["b=x|y@201"]);
        var letter = run.Driver.DeadLetters().ReadAll().ShouldHaveSingleItem();
        letter.Key.ShouldBe("a"u8.ToArray());
        letter.Value.ShouldBe("alone"u8.ToArray());
        letter.Headers!.LastText(StreamApps.Processing.DeadLetterHeaders.Node).ShouldBe("join.left");
    }

    /// <summary>
    /// A record that went to the dead letters after it had been kept would come out in pairs all the same.
    /// </summary>
    [Fact]
    public void Join_RecordFailsAfterItWasKept_IsNotMatched()
    {
        using var run = new Run(Windows, deadLetters: true);
        run.Left("a", "l1", 100);
        run.Left("a", "poison", 101);
        run.Left("a", "l2", 102);
        run.Right("a", "r", 102);
        run.Outputs().ShouldBe(["a=l1|r@102", "a=l2|r@102"]);
    }

    /// <summary>After an abort the records of the transaction come again: each pair must come out once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Join_TransactionIsAborted_FindsWhatIsCommittedOnce(bool crash)
    {
        using var run = new Run(Windows);
        run.Left("a", "l1", 100);
        run.Driver.Commit();
        run.Left("a", "l2", 101);
        run.Right("a", "r1", 101);
        if (crash)
            run.Driver.CrashAndRestart();
        else
            run.Driver.Abort();
        run.Driver.Resume();
        run.Right("a", "r2", 102);
        run.Outputs().ShouldBe(["a=l1|r1@101", "a=l2|r1@101", "a=l1|r2@102", "a=l2|r2@102"]);
    }

    [Fact]
    public void JoinWindows_EmptyOrNegativeGrace_IsRefused()
    {
        Should.Throw<TopologyException>(() => new JoinWindows(TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(1)))
            .Message.ShouldContain("empty");
        Should.Throw<TopologyException>(() => JoinWindows.Within(TimeSpan.Zero, TimeSpan.FromSeconds(-1)))
            .Message.ShouldContain("grace");
    }

    sealed class Run : IDisposable
    {
        readonly TestOutputTopic<string, string> _output;
        readonly StoreDescriptor _store;

        public Run(JoinWindows windows, bool left = false, bool right = false, bool deadLetters = false)
        {
            static string Joiner(string key, string? one, string? two) =>
                two == "throw" || (one == "alone" && two is null)
                    ? throw new InvalidOperationException("told to throw")
                    : $"{one}|{two}";
            var builder = new StreamBuilder();
            var first = builder.Stream("left", Topics.In);
            var second = builder.Stream("right", Topics.Other);
            var joined = (left, right) switch
            {
                (true, true) => first.OuterJoin("join", second, Joiner, windows),
                (true, _) => first.LeftJoin("join", second, Joiner, windows),
                _ => first.Join("join", second, Joiner, windows),
            };
            joined.To("sink", Topics.Out);
            first.ForEach((_, value) =>
            {
                if (value == "poison")
                    throw new InvalidOperationException("told to throw");
            });
            var topology = builder.Build("test");
            _store = topology.SubTopologies[0].Stores[0];
            Driver = new TopologyTestDriver(topology, new TestDriverOptions
            {
                Errors = deadLetters
                    ? StreamApps.Processing.ErrorPolicy.DeadLetterAlways("dead")
                    : StreamApps.Processing.ErrorPolicy.FailAlways,
            });
            _output = Driver.Output(Topics.Out);
        }

        public TopologyTestDriver Driver { get; }

        public void Left(string key, string value, long time) => Driver.Input(Topics.In).Pipe(key, value, time);

        public void Right(string key, string value, long time) => Driver.Input(Topics.Other).Pipe(key, value, time);

        public IEnumerable<string> Outputs() =>
            _output.ReadAll().Select(record => $"{record.Key}={record.Value}@{record.Timestamp}");

        public int EntriesInStore()
        {
            var count = 0;
            var store = Driver.Store((StoreDescriptor<StreamApps.Processing.StreamJoinStore>)_store);
            using var entries = store.Entries.Scan([], [], backwards: false);
            while (entries.MoveNext())
                count++;
            return count;
        }

        public void Dispose() => Driver.Dispose();
    }
}
