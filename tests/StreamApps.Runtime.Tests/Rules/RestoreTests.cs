using StreamApps.Diagnostics;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>State over restarts: kept where it can be, rebuilt with a reason where it cannot.</summary>
public sealed class RestoreTests : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    /// <summary>A full restore after every crash would take minutes where a moment is enough.</summary>
    [Theory]
    [InlineData(RuntimeStep.Committed)]
    [InlineData(RuntimeStep.Applied)]
    [InlineData(RuntimeStep.Commit)]
    [InlineData(RuntimeStep.SendOffsets)]
    [InlineData(RuntimeStep.ChangelogSend)]
    [InlineData(RuntimeStep.OutputSend)]
    public void When_WorkerDiesAtAStep_Should_ReplayOnlyTheTailAndCountOnce(RuntimeStep at)
    {
        _rig.Start();
        _rig.Input("a", "b");
        _rig.Drain();
        var end = _rig.Log.Range(Rig.Changelog).End;
        _rig.Input("a");
        KillAt(at);

        _rig.Start();
        _rig.Input("b");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1", "b=1", "a=2", "b=2"]);
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldBeEmpty();
        Restores().Skip(1).ShouldAllBe(offset => offset >= end - 2);
    }

    /// <summary>Without its disk a worker must come to the same counts from the changelog alone.</summary>
    [Fact]
    public void When_DiskIsLost_Should_RestoreFromTheChangelog()
    {
        CountTwice();
        _rig.LoseDisk();
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1", "a=2", "a=3"]);
    }

    /// <summary>
    /// A reader that is left with its partition fetches all that the task writes there from then on: the network has it
    /// twice, and the worker's memory keeps it until the reader's queue is full.
    /// </summary>
    [Fact]
    public void When_RestoreHasEnded_Should_ReadTheChangelogNoMore()
    {
        CountTwice();
        _rig.LoseDisk();
        _rig.Start();
        _rig.Drain();
        _rig.Log.Journal.Last(IsReaders).ShouldBe("reader idle");

        static bool IsReaders(string call) =>
            call.StartsWith("restore ", StringComparison.Ordinal) || call == "reader idle";
    }

    /// <summary>A changelog that begins after the local position misses changes.</summary>
    [Fact]
    public void When_LocalPositionIsBelowTheLogStart_Should_RebuildAndSayWhy()
    {
        CountTwice();
        _rig.Log.Append(Tombstone("gone"));
        _rig.Log.Append(Tombstone("gone-too"));
        _rig.Log.DeleteBefore(Rig.Changelog, _rig.Log.Range(Rig.Changelog).End);
        _rig.Log.SetGroupOffset(Rig.In, null);
        _rig.Start();
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldHaveSingleItem().ShouldContain("begins at offset");
        _rig.Log.Journal.ShouldContain("destroy state", StringComparer.Ordinal);
    }

    /// <summary>A changelog that ends before the local position is not the one that the state came from.</summary>
    [Fact]
    public void When_LocalPositionIsBeyondTheLogEnd_Should_RebuildAndSayWhy()
    {
        CountTwice();
        _rig.Log.Recreate(Rig.Changelog);
        _rig.Log.SetGroupOffset(Rig.In, null);
        _rig.Start();
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldHaveSingleItem().ShouldContain("ends at offset");
        _rig.Drain();
        _rig.Outputs().Skip(2).ShouldBe(["a=1", "a=2"]);
    }

    /// <summary>
    /// A changelog that was deleted and written anew belongs to other counts, whatever its offsets are.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void When_ChangelogIsOfAnotherLineage_Should_RebuildAndSayWhy(int commitsMore)
    {
        CountTwice();
        _rig.Log.Recreate(Rig.Changelog);
        _rig.Log.SetGroupOffset(Rig.In, null);
        using (var other = new Rig(_rig.Log, firstLineage: 100))
        {
            other.Start();
            other.Drain();
            for (var commit = 0; commit <= commitsMore; commit++)
            {
                other.Input("a");
                other.Drain();
            }
        }
        _rig.Start();
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldHaveSingleItem().ShouldContain("lineage");
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs()[^1].ShouldBe($"a={4 + commitsMore}");
    }

    /// <summary>A tombstone that was compacted away unseen would bring deleted keys back to life.</summary>
    [Fact]
    public void When_LocalStateIsOlderThanHalfTheTombstonesRetention_Should_RebuildAndSayWhy()
    {
        CountTwice();
        using (var other = new Rig(_rig.Log))
        {
            other.Start();
            other.Input("a");
            other.Drain();
        }
        _rig.Time.Advance(TimeSpan.FromDays(4));
        _rig.Start();
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldHaveSingleItem().ShouldContain("tombstones");
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs()[^1].ShouldBe("a=4");
    }

    /// <summary>Old state that nothing was added to since is whole: rebuilding it would be time lost.</summary>
    [Fact]
    public void When_LocalStateIsOldButComplete_Should_KeepIt()
    {
        CountTwice();
        _rig.Time.Advance(TimeSpan.FromDays(400));
        _rig.Start();
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldBeEmpty();
    }

    /// <summary>Offsets and state that were changed apart would count twice or leave out, silently.</summary>
    [Fact]
    public void When_GroupAndTaskRecordDiffer_Should_StopNamingBoth()
    {
        CountTwice();
        _rig.Log.SetGroupOffset(Rig.In, 1);
        _rig.Join();
        var error = Should.Throw<StreamsException>(() => _rig.Until(() => false));
        error.Message.ShouldContain("offset 1 of in-0");
        error.Message.ShouldContain("offset 2");
    }

    /// <summary>Group offsets expire after seven days: starting over would count everything twice.</summary>
    [Fact]
    public void When_GroupOffsetsAreMissing_Should_GoOnFromTheTaskRecord()
    {
        CountTwice();
        _rig.Log.SetGroupOffset(Rig.In, null);
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1", "a=2", "a=3"]);
    }

    /// <summary>A damaged database must not stop the worker for good, nor give wrong counts.</summary>
    [Fact]
    public void When_DatabaseIsCorruptAtStart_Should_PutItAsideAndRebuild()
    {
        CountTwice();
        var folder = Path.Combine(_rig.StatePath, Rig.Application, "source-0");
        Directory.CreateDirectory(folder);
        _rig.LoseDisk(corruptOpens: 1);
        _rig.Start();
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldHaveSingleItem().ShouldContain("corrupt");
        Directory.GetDirectories(Path.GetDirectoryName(folder)!, "source-0.corrupt-*").ShouldHaveSingleItem();
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs()[^1].ShouldBe("a=3");
    }

    /// <summary>
    /// A block that is found damaged while running is repaired from the changelog, and nothing wrong is sent.
    /// </summary>
    [Fact]
    public void When_DatabaseIsCorruptWhileRunning_Should_RebuildAndCountOnce()
    {
        _rig.Start();
        _rig.Input("a", "b");
        _rig.Drain();
        _rig.Backend.CorruptReads = 1;
        // A key that is not in memory.
        _rig.Input("c", "a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1", "b=1", "c=1", "a=2"]);
        _rig.Told(RuntimeEventKind.Rebuilt).ShouldHaveSingleItem().ShouldContain("corrupt");
    }

    void CountTwice()
    {
        _rig.Start();
        _rig.Input("a", "a");
        _rig.Drain();
        _rig.Crash();
    }

    void KillAt(RuntimeStep at)
    {
        _rig.OnStep = step =>
        {
            if (step == at)
                throw new InvalidOperationException("killed");
        };
        Should.Throw<Exception>(() => _rig.Until(() => false)).GetBaseException().Message.ShouldBe("killed");
        _rig.Crash();
    }

    IEnumerable<long> Restores() => _rig.Log.Journal
        .Where(call => call.StartsWith("restore ", StringComparison.Ordinal))
        .Select(call => long.Parse(call.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));

    static LogRecord Tombstone(string key) =>
        new(Rig.Changelog, -1, 0, (ReadOnlyMemory<byte>?)System.Text.Encoding.UTF8.GetBytes(key), null, null);
}
