using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Tables;

/// <summary>
/// A table that holds changes back must send the last one of each key, once, whatever fails or aborts in between: a
/// change that is lost here is lost for everybody downstream.
/// </summary>
public sealed class RecordCacheTests
{
    TestOutputTopic<string, string>? _output;

    [Fact]
    public void When_AKeyChangesOften_Should_SendTheLastAtTheCommit()
    {
        using var driver = Driver(1 << 20);
        var input = driver.Input(Topics.In);
        input.Pipe("a", "1", 1);
        input.Pipe("b", "2", 2);
        input.Pipe("a", "3", 3);
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
        driver.Commit();
        Read(driver).ShouldBe(["b=2@2", "a=3@3"]);
    }

    [Fact]
    public void When_ItIsFull_Should_SendAll()
    {
        using var driver = Driver(1);
        driver.Input(Topics.In).Pipe("a", "1", 1);
        driver.Commit();
        Read(driver).ShouldBe(["a=1@1"]);
        driver.Input(Topics.In).Pipe("a", "2", 2);
        driver.Input(Topics.In).Pipe("a", "3", 3);
        driver.Commit();
        Read(driver).ShouldBe(["a=2@2", "a=3@3"], "each was sent before the next came");
    }

    [Fact]
    public void When_ARecordFails_Should_KeepWhatWasHeldBeforeIt()
    {
        using var driver = Driver(1 << 20);
        driver.Input(Topics.In).Pipe("a", "1", 1);
        driver.Input(Topics.In).Pipe("a", "fail", 2);
        driver.Input(Topics.In).Pipe("c", "fail", 3);
        driver.Commit();
        Read(driver).ShouldBe(["a=1@1"]);
        driver.DeadLetters().ReadAll().Count.ShouldBe(2);
    }

    [Fact]
    public void When_TheTransactionAborts_Should_HoldItOnce()
    {
        using var driver = Driver(1 << 20);
        driver.Input(Topics.In).Pipe("a", "1", 1);
        driver.Abort();
        driver.Resume();
        driver.Commit();
        Read(driver).ShouldBe(["a=1@1"]);
        driver.Commit();
        Read(driver).ShouldBeEmpty();
    }

    [Fact]
    public void When_WhatFollowsFails_Should_DeadLetterThatChangeAlone()
    {
        using var driver = Driver(1 << 20);
        driver.Input(Topics.In).Pipe("a", "poison", 1);
        driver.Input(Topics.In).Pipe("b", "2", 2);
        driver.Commit();
        Read(driver).ShouldBe(["b=2@2"]);
        driver.DeadLetters().ReadAll().Count.ShouldBe(1);
    }

    static TopologyTestDriver Driver(long cacheBytes) => new(Topology(), new TestDriverOptions
    {
        CacheBytes = cacheBytes,
        CommitEachRecord = false,
        Errors = ErrorPolicy.DeadLetterAlways("dead"),
    });

    static StreamApps.Topology Topology()
    {
        var builder = new StreamBuilder();
        var records = builder.Stream("source", Topics.In);
        records.ToTable("rows").ToStream()
            .MapValues(value => value == "poison" ? throw new InvalidOperationException("poison") : value)
            .To("sink", Topics.Out);
        // Served after the table: when it fails, the table has already taken the change.
        records.Peek((_, value) =>
        {
            if (value == "fail")
                throw new InvalidOperationException("told to fail");
        });
        return builder.Build("cached");
    }

    IReadOnlyList<string> Read(TopologyTestDriver driver) =>
        [.. (_output ??= driver.Output(Topics.Out))
            .ReadAll()
            .Select(record => $"{record.Key}={record.Value}@{record.Timestamp}")];
}
