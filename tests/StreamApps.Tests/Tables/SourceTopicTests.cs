using Backorders.TestSupport;
using StreamApps.Processing;
using StreamApps.RocksDb;
using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Tests.Tables;

/// <summary>Tables whose rows are restored from the topic that they are read from.</summary>
public sealed class SourceTopicTests
{
    const string Changelog = "app-rows.source-changelog";
    static readonly Crash[] Crashes = [Crash.BeforeCommit, Crash.AfterCommit, Crash.WithoutDisk];

    /// <summary>A table that saves no writes would cost its readers' care for nothing.</summary>
    [Fact]
    public void Table_OfAReusedTopic_WritesNoRowToTheChangelog()
    {
        ChangelogRecords(reuse: false).ShouldBe(6, "two commits of a row and a task record, and one of nothing new");
        ChangelogRecords(reuse: true).ShouldBe(3, "task records only");
    }

    /// <summary>Rows that differ after a restart would give joins results that the first run did not give.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void When_ItCrashesAnywhere_Should_HaveTheRowsOfATableWithAChangelog(int seed)
    {
        var options = new TestDriverOptions { CommitEachRecord = false, Errors = ErrorPolicy.DeadLetterAlways("dead") };
        using var sourced = new TopologyTestDriver(Build(reuse: true), options);
        using var plain = new TopologyTestDriver(Build(reuse: false), options);
        var random = new Random(seed);
        for (var step = 0; step < 300; step++)
        {
            var (key, value, action) = ($"k{random.Next(8)}", random.Next(4) == 0 ? null : $"v{step}", random.Next(12));
            foreach (var driver in new[] { sourced, plain })
            {
                if (action == 0)
                    driver.Commit();
                else if (action == 1)
                    driver.CrashAndRestart(Crashes[step % Crashes.Length]);
                else if (action == 2)
                    driver.Input(Topics.In).PipeBytes([0xFF], [1], step);
                else if (action == 3)
                    driver.Input(Topics.In).Pipe(null, "no key", step);
                else
                    driver.Input(Topics.In).Pipe(key, value, step);
            }
            Rows(sourced).ShouldBe(Rows(plain), $"seed {seed}, step {step}");
        }
        sourced.CrashAndRestart(Crash.WithoutDisk);
        Rows(sourced).ShouldBe(Rows(plain));
        Rows(sourced).ShouldNotBeEmpty();
    }

    /// <summary>On the real database too, where the rows and the note of how far they are must be one write.</summary>
    [Fact]
    public void When_TheDiskIsLostOnRocksDb_Should_TakeTheRowsFromTheTopic()
    {
        using var folder = new TemporaryFolder();
        using var backend = new RocksDbStateBackend();
        using var driver = new TopologyTestDriver(
            Build(reuse: true), new TestDriverOptions { Backend = backend, StateDirectory = folder.Path });
        var input = driver.Input(Topics.In);
        input.Pipe("a", "1", 10);
        input.Pipe("b", "2", 20);
        input.Pipe("a", null, 30);
        driver.CrashAndRestart(Crash.WithoutDisk);
        Rows(driver).ShouldBe(["b=2@20"]);
        driver.CrashAndRestart();
        Rows(driver).ShouldBe(["b=2@20"]);
    }

    /// <summary>
    /// A record that an operator failed on and that was let pass leaves no row; the topic would
    /// bring it back at a restart.
    /// </summary>
    [Fact]
    public void When_AnOperatorFailsAndTheHandlerWouldGoOn_Should_StopAndSayWhatToDo()
    {
        var builder = new StreamBuilder();
        builder.Table("rows", Topics.In, new TableOptions<string, string> { ReuseSourceTopic = true })
            .ToStream()
            .MapValues(value => value == "fail" ? throw new InvalidOperationException("told to fail") : value)
            .To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(
            builder.Build("test"), new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") });
        driver.Input(Topics.In).Pipe("a", "x");
        var error = Should.Throw<RecordFailedException>(() => driver.Input(Topics.In).Pipe("a", "fail"));
        error.Message.ShouldContain("told to fail");
        error.Message.ShouldContain("ReuseSourceTopic");
        error.Failure.Offset.ShouldBe(1);
    }

    /// <summary>A stream is not what its topic holds, and times and histories are not in a compacted topic.</summary>
    [Fact]
    public void Build_WhatTheTopicCannotGiveBack_IsRefused()
    {
        var reuse = new TableOptions<string, string> { ReuseSourceTopic = true };
        Refusal(builder => builder.Stream("source", Topics.In).ToTable("rows", options: reuse))
            .ShouldContain("StreamBuilder.Table");
        Refusal(builder => builder.Table(
            "rows",
            Topics.In,
            new TableOptions<string, string> { ReuseSourceTopic = true, History = TimeSpan.FromDays(1) }))
            .ShouldContain("History");
        Refusal(builder => builder.Table(
            "rows",
            Topics.In,
            new TableOptions<string, string>
            {
                ReuseSourceTopic = true,
                Timestamps = (in Record<string, string> record, long _) => record.Timestamp,
            }))
            .ShouldContain("Timestamps");
    }

    /// <summary>
    /// Over a changelog with rows a table that writes none would find deleted ones again: it must be seen as other
    /// state. No name may change by it.
    /// </summary>
    [Fact]
    public void Describe_ReusedTopic_IsShownAndIsOtherStateUnderTheSameNames()
    {
        Build(reuse: true).Describe().ShouldContain("store rows: table, restored from in\n");
        Build(reuse: true).Describe(TopologyFormat.Json).ShouldContain("\"restoredFrom\": \"in\"");
        Build(reuse: true).Fingerprint.ShouldNotBe(Build(reuse: false).Fingerprint, StringComparer.Ordinal);
        Build(reuse: true).SubTopologies[0].Changelog.ShouldBe(Build(reuse: false).SubTopologies[0].Changelog);
    }

    static int ChangelogRecords(bool reuse)
    {
        using var driver = new TopologyTestDriver(Build(reuse), new TestDriverOptions { ApplicationId = "app" });
        driver.Input(Topics.In).Pipe("a", "1", 10);
        driver.Input(Topics.In).Pipe("a", "2", 20);
        driver.Input(Topics.In).Pipe("b", "3", 30);
        return Enumerable.Range(0, (int)driver.Log.End(Changelog))
            .Count(offset => driver.Log.Read(Changelog, offset) is not null);
    }

    static StreamApps.Topology Build(bool reuse)
    {
        var builder = new StreamBuilder();
        builder.Table("rows", Topics.In, new TableOptions<string, string> { ReuseSourceTopic = reuse })
            .ToStream()
            .To("sink", Topics.Out);
        return builder.Build("test");
    }

    static string Refusal(Action<StreamBuilder> build) =>
        Should.Throw<TopologyException>(() => build(new StreamBuilder())).Message;

    static List<string> Rows(TopologyTestDriver driver)
    {
        var found = new List<string>();
        foreach (var (key, row) in driver.Store<IKeyValueStore<string, Timestamped<string>>>("rows").All())
            found.Add($"{key}={row.Value}@{row.Timestamp}");
        return found;
    }
}
