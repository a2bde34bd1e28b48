using StreamApps.Processing;
using StreamApps.RocksDb;
using StreamApps.State;
using StreamApps.Testing;
using Backorders.TestSupport;

namespace StreamApps.Tests.Processing;

/// <summary>State, outputs and positions move together, whatever dies when.</summary>
public sealed class ExactlyOnceTests
{
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_ItCrashes_Should_CountEachRecordOnce(Crash crash)
    {
        using var driver = new TopologyTestDriver(
            CountingProcessor.Topology(), new TestDriverOptions { CommitEachRecord = false });
        RunOver(driver, crash);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_ItCrashesOnRocksDb_Should_CountEachRecordOnce(Crash crash)
    {
        using var folder = new TemporaryFolder();
        using var backend = new RocksDbStateBackend();
        using var driver = new TopologyTestDriver(CountingProcessor.Topology(), new TestDriverOptions
        {
            CommitEachRecord = false,
            Backend = backend,
            StateDirectory = folder.Path,
        });
        RunOver(driver, crash);
    }

    [Fact]
    public void Abort_OfATransaction_RestoresStoresTimesPositionsAndCounters()
    {
        using var driver = new TopologyTestDriver(
            CountingProcessor.Topology(), new TestDriverOptions { CommitEachRecord = false });
        var input = driver.Input(Topics.In);
        input.Pipe("a", "x", 10);
        driver.Commit();
        var task = driver.Tasks[0].Task;
        var (counters, positions) = (task.Counters, task.InputPositions);
        input.Pipe("a", "x", 500);
        driver.Abort();
        task.Counters.ShouldBe(counters);
        task.InputPositions.ShouldBe(positions);
        task.HasUncommittedWork.ShouldBeFalse();
        driver.Store(CountingProcessor.Counts).TryGet("a", out var count).ShouldBeTrue();
        count.ShouldBe(1);
        driver.Resume();
        driver.Commit();
        Values(driver).ShouldBe(["a=1", "a=2"]);
    }

    /// <summary>A position that was told twice must not make the topology count twice.</summary>
    [Fact]
    public void Process_OfARecordBelowThePosition_IsCountedAndLeftOut()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology());
        driver.Input(Topics.In).Pipe("a", "x");
        var task = driver.Tasks[0].Task;
        var record = driver.Log.Read("in", 0)!.Value;
        task.Process(record).ShouldBeFalse();
        task.Counters.BelowPosition.ShouldBe(1);
        driver.Store(CountingProcessor.Counts).TryGet("a", out var count);
        count.ShouldBe(1);
    }

    [Fact]
    public void When_AKeyChangesOften_Should_WriteOneChangelogRecordForACommit()
    {
        using var driver = new TopologyTestDriver(
            CountingProcessor.Topology(), new TestDriverOptions { CommitEachRecord = false });
        for (var number = 0; number < 50; number++)
            driver.Input(Topics.In).Pipe("hot", "x");
        driver.Commit();
        driver.Log.End("test-source-changelog").ShouldBe(3, "a change, the task record, the marker");
        var last = driver.Log.Read("test-source-changelog", 1)!.Value;
        last.Key!.Value.ToArray().ShouldBe([0]);
        TaskRecordCodec.Decode(last.Value!.Value.Span).NextOffset(new("in", 0)).ShouldBe(50);
        driver.Log.Read("test-source-changelog", 0)!.Value.Key!.Value.ToArray().ShouldBe(
            [6, .. "counts"u8, .. "hot"u8]);
    }

    /// <summary>A state that another one wrote must be told apart, or two histories are mixed.</summary>
    [Fact]
    public void Lineage_OfAState_StaysOverRestartsAndDiffersForANewState()
    {
        using var driver = new TopologyTestDriver(CountingProcessor.Topology());
        driver.Input(Topics.In).Pipe("a", "x");
        var first = driver.Tasks[0].Task.Committed!.Lineage;
        driver.CrashAndRestart(Crash.WithoutDisk);
        driver.Tasks[0].Task.Committed!.Lineage.ShouldBe(first);
        driver.Tasks[0].Task.Position!.Value.Lineage.ShouldBe(first);
        using var other = new TopologyTestDriver(CountingProcessor.Topology());
        other.Tasks[0].Task.Committed.ShouldBeNull();
    }

    /// <summary>A restart with its disk must replay the changelog's tail, not all of it.</summary>
    [Fact]
    public void Position_OfADatabase_IsThatOfItsLastCommit()
    {
        using var backend = new InMemoryStateBackend();
        long end;
        using (var driver = new TopologyTestDriver(
            CountingProcessor.Topology(), new TestDriverOptions { Backend = backend }))
        {
            for (var number = 0; number < 10; number++)
                driver.Input(Topics.In).Pipe("a", "x");
            end = driver.Log.End("test-source-changelog");
        }
        using var again = new TopologyTestDriver(CountingProcessor.Topology());
        var subTopology = CountingProcessor.Topology().SubTopologies[0];
        using var database = backend.Open(Path.Combine("state", "source"), subTopology.DatabaseStores);
        using var task = new StreamTask(
            new TaskId("source", 0),
            subTopology,
            database,
            again.Log,
            TimeProvider.System,
            new TaskOptions { ApplicationId = "test", LineageSource = () => Guid.Empty });
        task.Position!.Value.NextOffset.ShouldBe(end - 1, "only the last commit's marker is after it");
        task.Committed!.NextOffset(new("in", 0)).ShouldBe(10);
    }

    [Fact]
    public void CommitSucceeded_WithoutAReportedOffset_KeepsTheOlderPosition()
    {
        using var driver = new TopologyTestDriver(
            CountingProcessor.Topology(), new TestDriverOptions { CommitEachRecord = false });
        driver.Input(Topics.In).Pipe("a", "x");
        driver.Commit();
        var task = driver.Tasks[0].Task;
        var position = task.Position;
        driver.Input(Topics.In).Pipe("a", "x");
        task.WriteChangelog(driver.Log);
        driver.Log.Commit();
        task.CommitSucceeded(null, 1);
        task.Position.ShouldBe(position);
        driver.CrashAndRestart();
        driver.Store(CountingProcessor.Counts).TryGet("a", out var count);
        count.ShouldBe(2);
    }

    /// <summary>
    /// Partitions that come back may have been another member's: its work must be seen, ours dropped.
    /// </summary>
    [Fact]
    public void Suspend_ThenRestore_TakesOverWhatAnotherMemberCommitted()
    {
        using var driver = new TopologyTestDriver(
            CountingProcessor.Topology(), new TestDriverOptions { CommitEachRecord = false });
        driver.Input(Topics.In).Pipe("a", "x");
        driver.Commit();
        driver.Input(Topics.In).Pipe("a", "x");
        driver.Log.Abort();
        var task = driver.Tasks[0].Task;
        task.Suspend();
        Should.Throw<InvalidOperationException>(() => task.Process(driver.Log.Read("in", 1)!.Value));
        var change = driver.Log.Read("test-source-changelog", 0)!.Value;
        var record = driver.Log.Read("test-source-changelog", 1)!.Value;
        var theirs = task.Committed! with { Inputs = [new(new("in", 0), 7, 50, 50, Idle: false)], StreamTime = 50 };
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        TaskRecordCodec.Encode(theirs, bytes);
        task.ApplyChangelog(
            [
                change with { Value = new byte[] { 0, 0, 0, 0, 0, 0, 0, 9 } },
                record with { Value = bytes.WrittenMemory },
            ],
            6);
        task.RestoreCompleted();
        task.InputPositions.ShouldBe([new(new("in", 0), 7)]);
        task.Position!.Value.NextOffset.ShouldBe(6);
        driver.Store(CountingProcessor.Counts).TryGet("a", out var count).ShouldBeTrue();
        count.ShouldBe(9);
    }

    static void RunOver(TopologyTestDriver driver, Crash crash)
    {
        var input = driver.Input(Topics.In);
        for (var round = 0; round < 4; round++)
        {
            input.Pipe("a", "x");
            input.Pipe("b", "x");
            driver.Commit();
            input.Pipe("a", "x");
            input.Pipe("a", "x");
            driver.CrashAndRestart(crash);
        }
        driver.Commit();
        Values(driver).ShouldBe(Enumerable.Range(0, 4).SelectMany(round => new[]
        {
            $"a={3 * round + 1}", $"b={round + 1}", $"a={3 * round + 2}", $"a={3 * round + 3}",
        }));
        var counts = driver.Store(CountingProcessor.Counts);
        counts.TryGet("a", out var count).ShouldBeTrue();
        count.ShouldBe(12);
    }

    static IEnumerable<string> Values(TopologyTestDriver driver) =>
        driver.Output(Topics.Out).ReadAll().Select(record => $"{record.Key}={record.Value}");
}
