namespace StreamApps.Runtime.Tests.Rules;

/// <summary>When work is committed: too late costs latency, too often costs throughput.</summary>
public sealed class CommitPolicyTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly CommitPolicy _policy = new(new StreamsOptions
    {
        ApplicationId = "a",
        InstanceId = "i",
        StateDirectory = "d",
        MaxUncommittedRecords = 10,
        MaxUncommittedBytes = 1000,
    });

    /// <summary>A lone record would wait out the whole commit interval.</summary>
    [Fact]
    public void IsDue_InputDrainedWithWorkPending_AtOnce()
    {
        _policy.WorkPending(Start);
        _policy.IsDue(Start, drained: true, records: 1, bytes: 1).ShouldBeTrue();
        _policy.IsDue(Start, drained: false, records: 1, bytes: 1).ShouldBeFalse();
    }

    /// <summary>An idle worker would burn transactions.</summary>
    [Fact]
    public void IsDue_NoWorkPending_Never()
    {
        _policy.IsDue(Start, drained: true, records: 0, bytes: 0).ShouldBeFalse();
        _policy.UntilDue(Start).ShouldBeNull();
    }

    /// <summary>A busy partition would never show its results.</summary>
    [Fact]
    public void IsDue_InputNeverDrained_AfterTheCommitInterval()
    {
        _policy.WorkPending(Start);
        _policy.IsDue(Start + TimeSpan.FromMilliseconds(99), drained: false, records: 1, bytes: 1).ShouldBeFalse();
        _policy.IsDue(Start + TimeSpan.FromMilliseconds(100), drained: false, records: 1, bytes: 1).ShouldBeTrue();
    }

    /// <summary>Uncommitted work would grow without bound.</summary>
    [Theory]
    [InlineData(10, 1)]
    [InlineData(1, 1000)]
    public void IsDue_BoundReached_AtOnce(int records, long bytes)
    {
        _policy.WorkPending(Start);
        _policy.IsDue(Start, drained: false, records, bytes).ShouldBeTrue();
    }

    /// <summary>With a slow broker, commits would follow each other without any work between them.</summary>
    [Fact]
    public void IsDue_CommitsAreSlow_SpacingFollowsTheirLatency()
    {
        CommitOften(TimeSpan.FromMilliseconds(30));
        _policy.WorkPending(Start);
        _policy.IsDue(Start + TimeSpan.FromMilliseconds(29), drained: true, records: 1, bytes: 1).ShouldBeFalse();
        _policy.IsDue(Start + TimeSpan.FromMilliseconds(30), drained: true, records: 1, bytes: 1).ShouldBeTrue();
    }

    /// <summary>What came during one slow commit would wait for as long again before its own.</summary>
    [Fact]
    public void UntilDue_OneCommitWasSlow_NearTheSpacingOfTheOthers()
    {
        CommitOften(TimeSpan.FromMilliseconds(12));
        _policy.Committed(Start, TimeSpan.FromMilliseconds(60), drained: true);
        _policy.WorkPending(Start);
        _policy.UntilDue(Start)!.Value.ShouldBeInRange(TimeSpan.FromMilliseconds(12), TimeSpan.FromMilliseconds(25));
    }

    /// <summary>Slow commits must not delay later ones beyond the interval.</summary>
    [Fact]
    public void UntilDue_CommitsTakeVeryLong_AtMostTheCommitInterval()
    {
        CommitOften(TimeSpan.FromSeconds(5));
        _policy.WorkPending(Start);
        _policy.UntilDue(Start).ShouldBe(TimeSpan.FromMilliseconds(100));
    }

    /// <summary>With a fast broker, markers would cost more than the work.</summary>
    [Fact]
    public void UntilDue_LastCommitWasFast_TheLeastSpacing()
    {
        _policy.Committed(Start, TimeSpan.FromMilliseconds(1), drained: true);
        _policy.WorkPending(Start);
        _policy.UntilDue(Start).ShouldBe(TimeSpan.FromMilliseconds(10));
    }

    /// <summary>
    /// Each transaction would begin before the markers of the last one are written, and wait 20 ms to ask again.
    /// </summary>
    [Fact]
    public void UntilBegin_CommittedAsTheInputWasDrained_LeavesTimeForTheMarkers()
    {
        _policy.Committed(Start, TimeSpan.FromMilliseconds(1), drained: true);
        _policy.UntilBegin(Start).ShouldBe(TimeSpan.FromMilliseconds(5));
        _policy.UntilBegin(Start + TimeSpan.FromMilliseconds(5)).ShouldBe(TimeSpan.Zero);
    }

    /// <summary>A worker that has fallen behind would idle between its transactions.</summary>
    [Fact]
    public void UntilBegin_CommittedUnderLoad_AtOnce()
    {
        _policy.Committed(Start, TimeSpan.FromMilliseconds(1), drained: false);
        _policy.UntilBegin(Start).ShouldBe(TimeSpan.Zero);
    }

    // Often enough for the mean to have settled.
    void CommitOften(TimeSpan latency)
    {
        for (var commit = 0; commit < 100; commit++)
            _policy.Committed(Start, latency, drained: true);
    }
}
