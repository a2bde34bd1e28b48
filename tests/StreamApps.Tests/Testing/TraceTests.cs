using System.Text.Json;
using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Testing;

public sealed class TraceTests
{
    /// <summary>What one looks at when a record does not come out: where did it end?</summary>
    [Fact]
    public void Trace_OfRecords_SaysWhatEachNodeDid()
    {
        using var driver = Create();
        driver.Input(Topics.In).Pipe("a", "x", 5);
        driver.Input(Topics.In).Pipe("b", "", 6);
        driver.Trace.ToText().ShouldBe(
            """
            read in-0@0 a=x @5
              source a=x @5
                source.filter-1 a=x @5
                  counts a=x @5
                    put counts a=0x00000000000000050000000000000001
                    counts.to-stream-1 a=1 @5
                      sink a=1 @5
                        -> numbers a=1 @5
            read in-0@1 b= @6
              source b= @6
                source.filter-1 b= @6 (ends here)

            """);
    }

    [Fact]
    public void Trace_OfAFailedRecord_SaysWhereAndWhatBecameOfIt()
    {
        using var driver = Create();
        driver.Input(Topics.In).Pipe("a", "throw", 5);
        driver.Trace.ToText()
            .ShouldContain("failed source.filter-1: InvalidOperationException: told to throw -> DeadLetter");
    }

    /// <summary>A script reads what a person reads.</summary>
    [Fact]
    public void Trace_AsJson_IsAnObjectInEachLine()
    {
        using var driver = Create();
        driver.Input(Topics.In).Pipe("a", "x", 5);
        var lines = driver.Trace.ToJson().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Count.ShouldBe(driver.Trace.Lines.Count);
        lines[0].GetProperty("kind").GetString().ShouldBe("read");
        lines[^1].GetProperty("name").GetString().ShouldBe("numbers");
        lines[^1].GetProperty("value").GetString().ShouldBe("1");
        driver.Trace.Clear();
        driver.Trace.ToJson().ShouldBeEmpty();
    }

    [Fact]
    public void Trace_NotAskedFor_SaysHowToAsk()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In).To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        Should.Throw<InvalidOperationException>(() => driver.Trace).Message.ShouldContain("TestDriverOptions.Trace");
    }

    static TopologyTestDriver Create()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In)
            .Filter((_, value) => value == "throw"
                ? throw new InvalidOperationException("told to throw")
                : value.Length > 0)
            .GroupByKey()
            .Count("counts")
            .ToStream()
            .To("sink", Topics.Numbers);
        return new(builder.Build("test"), new TestDriverOptions
        {
            Trace = true,
            Errors = ErrorPolicy.DeadLetterAlways("dead"),
        });
    }
}
