using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Joins;

public sealed class ForeignKeyJoinTests
{
    [Fact]
    public void Join_OverBothTables_FollowsEither()
    {
        using var driver = Create();
        driver.Input(Topics.In).Pipe("line1", "sku1:3", 1);
        driver.Input(Topics.Other).Pipe("sku1", "apple", 2);
        driver.Input(Topics.In).Pipe("line2", "sku1:4", 3);
        driver.Input(Topics.Other).Pipe("sku1", "pear", 4);
        driver.Input(Topics.In).Pipe("line1", null, 5);
        Read(driver).ShouldBe(
            ["line1=sku1:3|apple@2", "line2=sku1:4|apple@3", "line1=sku1:3|pear@4", "line2=sku1:4|pear@4", "line1=@5"]);
    }

    /// <summary>
    /// The topics between the sides carry messages over upgrades: their names and forms are for ever.
    /// </summary>
    [Fact]
    public void Build_NamesItsTopicsAndStores()
    {
        var topology = CreateTopology();
        topology.StateShape.ShouldBe(
            [
                "changelog <application id>-left.source-changelog",
                "changelog <application id>-right.source-changelog",
                "input left.source: <application id>-join-answer",
                "input left.source: in",
                "input right.source: <application id>-join-subscription",
                "input right.source: other",
                "store left.source: join (table)",
                "store left.source: left (table)",
                "store right.source: join.subscriptions (foreign-key subscriptions)",
                "store right.source: right (table)",
            ]);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void Join_AfterACrash_KnowsItsSubscriptions(Crash crash)
    {
        using var driver = Create();
        driver.Input(Topics.In).Pipe("line1", "sku1:3", 1);
        driver.CrashAndRestart(crash);
        driver.Input(Topics.Other).Pipe("sku1", "apple", 2);
        driver.CrashAndRestart(crash);
        driver.Input(Topics.In).Pipe("line1", "sku2:3", 3);
        driver.Input(Topics.Other).Pipe("sku1", "pear", 4);
        Read(driver).ShouldBe(["line1=sku1:3|apple@2", "line1=@3"]);
    }

    /// <summary>An answer that was given to a former row must not be joined with the present one.</summary>
    [Fact]
    public void Join_RowChangesWhileAnAnswerIsOnItsWay_JoinsTheNewestOnly()
    {
        using var driver = Create(commitEachRecord: false);
        driver.Input(Topics.Other).Pipe("sku1", "apple", 1);
        driver.Input(Topics.Other).Pipe("sku2", "pear", 1);
        driver.Commit();
        driver.Input(Topics.In).Pipe("line1", "sku1:3", 2);
        driver.Input(Topics.In).Pipe("line1", "sku2:3", 3);
        driver.Commit();
        driver.Commit();
        driver.Commit();
        Read(driver).ShouldBe(["line1=sku2:3|pear@3"]);
    }

    [Fact]
    public void Subscription_OfAnotherFormat_SaysSo()
    {
        var serde = new SubscriptionSerde();
        var bytes = serde.Bytes(new(SubscriptionKind.AnswerRow, [1, 2], [3], 7));
        var read = serde.Deserialize(bytes);
        (read.Kind, read.LeftPartition).ShouldBe((SubscriptionKind.AnswerRow, 7));
        read.Version.ShouldBe([1, 2]);
        read.LeftKey.ShouldBe([3]);
        Should.Throw<SerdeException>(() => serde.Deserialize(bytes.AsSpan(0, 5)));
        bytes[0] = 9;
        Should.Throw<SerdeException>(() => serde.Deserialize(bytes)).Message.ShouldContain("format 9");
        var answers = new SubscriptionAnswerSerde();
        var answer = answers.Bytes(new([1], [2, 3], 0));
        answers.Deserialize(answer).RightValue.ShouldBe([2, 3]);
        answers.Deserialize(answers.Bytes(new([1], null, 0))).RightValue.ShouldBeNull();
        answer[0] = 9;
        Should.Throw<SerdeException>(() => answers.Deserialize(answer)).Message.ShouldContain("format 9");
    }

    static TopologyTestDriver Create(bool commitEachRecord = true) =>
        new(CreateTopology(), new TestDriverOptions { CommitEachRecord = commitEachRecord });

    static StreamApps.Topology CreateTopology()
    {
        var builder = new StreamBuilder();
        var left = builder.Table("left", Topics.In);
        var right = builder.Table("right", Topics.Other);
        left.Join(
                right,
                (_, row) => row[..row.IndexOf(':')],
                (row, other) => $"{row}|{other}",
                new ForeignKeyJoin<string, string, string, string, string>
                {
                    Name = "join",
                    ResultSerde = Serdes.String,
                })
            .ToStream().To("sink", Topics.Out);
        return builder.Build("test");
    }

    static IEnumerable<string> Read(TopologyTestDriver driver) => driver.Output(Topics.Out).ReadAll()
        .Select(record => $"{record.Key}={record.Value}@{record.Timestamp}");
}
