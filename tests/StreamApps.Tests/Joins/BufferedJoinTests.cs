using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Joins;

/// <summary>Records that wait for the rows of a versioned table.</summary>
public sealed class BufferedJoinTests
{
    /// <summary>A price that arrives a moment after its order must still be the price of that order.</summary>
    [Fact]
    public void Join_RowComesWithinTheGrace_IsSeen()
    {
        using var driver = Create();
        driver.Input(Topics.In).Pipe("a", "order", 100, new RecordHeaders().Add("trace", "1"));
        driver.Input(Topics.Other).Pipe("a", "price", 99);
        driver.Input(Topics.Other).Pipe("a", "later", 101);
        driver.Input(Topics.In).Pipe("z", "x", 110);
        var record = driver.Output(Topics.Out).Read();
        (record.Value, record.Timestamp, record.Headers!.LastText("trace")).ShouldBe(("order|price", 100, "1"));
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void Join_AfterACrash_RecordsStillWait(Crash crash)
    {
        using var driver = Create();
        driver.Input(Topics.Other).Pipe("a", "price", 99);
        driver.Input(Topics.In).Pipe("a", "order", 100);
        driver.CrashAndRestart(crash);
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
        driver.Input(Topics.In).Pipe("z", "x", 110);
        driver.Output(Topics.Out).Read().Value.ShouldBe("order|price");
    }

    /// <summary>A record that waits and makes the joiner throw must not take those that follow with it.</summary>
    [Fact]
    public void Join_JoinerThrowsOnARecordThatWaited_OnlyThatOneFails()
    {
        using var driver = Create();
        driver.Input(Topics.Other).Pipe("a", "price", 1);
        driver.Input(Topics.In).Pipe("a", "throw", 100);
        driver.Input(Topics.In).Pipe("a", "one", 110);
        driver.Input(Topics.In).Pipe("a", "two", 120);
        driver.Output(Topics.Out).ReadAll().Select(record => record.Value).ShouldBe(["one|price"]);
        driver.DeadLetters().ReadAll().ShouldHaveSingleItem().Value.ShouldBe("throw"u8.ToArray());
    }

    static TopologyTestDriver Create()
    {
        var builder = new StreamBuilder();
        var prices = builder.Table(
            "prices", Topics.Other, new TableOptions<string, string> { History = TimeSpan.FromSeconds(1) });
        builder.Stream("orders", Topics.In)
            .Join(
                prices,
                (_, order, price) => order == "throw"
                    ? throw new InvalidOperationException("told to throw")
                    : $"{order}|{price}",
                new BufferedJoin<string, string> { Name = "priced", Grace = TimeSpan.FromMilliseconds(10) })
            .To("sink", Topics.Out);
        return new(builder.Build("test"), new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") });
    }
}
