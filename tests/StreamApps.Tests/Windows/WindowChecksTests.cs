using StreamApps.State;
using static StreamApps.Tests.Windows.WindowTopologies;

namespace StreamApps.Tests.Windows;

/// <summary>
/// Windows that cannot be must be refused when they are written, by a message that says what to change.
/// </summary>
public sealed class WindowChecksTests
{
    [Fact]
    public void Tumbling_OfNoSize_IsRefused() =>
        Message(() => TimeWindows.Tumbling(TimeSpan.Zero)).ShouldContain("size of windows is 00:00:00");

    [Fact]
    public void Tumbling_OfNegativeGrace_IsRefused() =>
        Message(() => TimeWindows.Tumbling(Ms(10), Ms(-1))).ShouldContain("grace of windows");

    [Fact]
    public void Hopping_ThatJumpsOverRecords_IsRefused() =>
        Message(() => TimeWindows.Hopping(Ms(10), Ms(11))).ShouldContain("must not be larger than the size");

    [Fact]
    public void Hopping_WithoutAdvance_IsRefused() =>
        Message(() => TimeWindows.Hopping(Ms(10), Ms(0))).ShouldContain("advance of windows");

    [Fact]
    public void Tumbling_OfHalfAMillisecond_IsRefused() =>
        Message(() => TimeWindows.Tumbling(TimeSpan.FromTicks(5_000))).ShouldContain("whole milliseconds");

    [Fact]
    public void Sliding_OfNegativeDifference_IsRefused() =>
        Message(() => SlidingWindows.Of(Ms(-1))).ShouldContain("time difference");

    [Fact]
    public void Sessions_OfNegativeGap_AreRefused() =>
        Message(() => SessionWindows.Of(Ms(-1))).ShouldContain("gap of sessions");

    [Fact]
    public void Retention_ShorterThanWindowsAreOpen_IsRefused() =>
        Message(() => Build(grouped => grouped
            .WindowedBy(TimeWindows.Tumbling(Ms(10), Ms(5)))
            .Aggregate("sums", () => "", (_, _, sum) => sum, Serdes.String, new() { Retention = Ms(14) })))
            .ShouldContain("retention of 'sums'");

    [Fact]
    public void Suppress_UntilWindowsClose_NeedsWindows() =>
        Message(() => new StreamBuilder().Table("rows", Topics.In).Suppress("final", Suppression.UntilWindowCloses()))
            .ShouldContain("UntilTimeLimit");

    [Fact]
    public void Suppress_OfNoRecords_IsRefused() =>
        Message(() => Suppression.UntilTimeLimit(Ms(1), maxRecords: 0)).ShouldContain("holds none");

    [Fact]
    public void GroupBy_OfATableWithoutAName_IsRefused() =>
        Message(() => new StreamBuilder().Table("rows", Topics.In).GroupBy(
            (key, value) => KeyValuePair.Create(value, key),
            new Grouped<string, string> { KeySerde = Serdes.String, ValueSerde = Serdes.String }))
            .ShouldContain("Grouped.Name");

    [Fact]
    public void Reduce_OfNumbersInSessions_NeedsANull()
    {
        var grouped = new StreamBuilder().Stream("numbers", Topics.Numbers).GroupByKey();
        Message(() => grouped.WindowedBy(SessionWindows.Of(Ms(1))).Reduce("sums", (one, two) => one + two))
            .ShouldContain("nullable type");
    }

    [Fact]
    public void Window_WithNegativeRetention_IsRefused() =>
        Message(() => Stores.Window("w", Serdes.String, Serdes.Int64, Ms(1), Ms(-1)))
            .ShouldContain("retention of store 'w'");

    static string Message(Action build) => Should.Throw<TopologyException>(build).Message;
}
