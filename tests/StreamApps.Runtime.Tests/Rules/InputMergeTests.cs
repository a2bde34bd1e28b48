using System.Text;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>
/// Inputs of a task come together by time. Without it a join would miss rows of a table that is read later than the
/// records that meet it, and a replay would give another result than the run.
/// </summary>
public sealed class InputMergeTests
{
    static readonly TopicPartition s_left = new("left", 0);
    static readonly TopicPartition s_right = new("right", 0);

    [Fact]
    public void When_InputsHaveTimes_Should_ProcessInTheirOrder()
    {
        using var rig = Merging();
        rig.Log.Append(s_left, "k", "1", timestamp: 10);
        rig.Log.Append(s_left, "k", "3", timestamp: 30);
        rig.Log.Append(s_right, "k", "2", timestamp: 20);
        rig.Log.Append(s_right, "k", "4", timestamp: 40);
        rig.Start();
        Drain(rig);
        Outputs(rig).ShouldBe(["1", "2", "3", "4"]);
    }

    [Fact]
    public void When_AnInputHasMoreInTheLog_Should_WaitForIt()
    {
        using var rig = Merging();
        // One record a poll, and the later ones first.
        rig.PollBatch = 1;
        for (var number = 0; number < 5; number++)
        {
            rig.Log.Append(s_left, "k", $"later-{number}", timestamp: 100 + number);
            rig.Log.Append(s_right, "k", $"earlier-{number}", timestamp: number);
        }
        rig.Start();
        Drain(rig);
        Outputs(rig).ShouldBe([
            .. Enumerable.Range(0, 5).Select(number => $"earlier-{number}"),
            .. Enumerable.Range(0, 5).Select(number => $"later-{number}")]);
    }

    [Fact]
    public void When_InputIsFarAhead_Should_NotBeReadUntilTheOtherCatchesUp()
    {
        using var rig = Merging();
        rig.PollBatch = 5_000;
        const int Ahead = 50_000;
        for (var number = 0; number < Ahead; number++)
            rig.Log.Append(s_left, "k", "later", timestamp: 2);
        for (var number = 0; number < 10; number++)
            rig.Log.Append(s_right, "k", "earlier", timestamp: 1);
        rig.Start();
        rig.Log.Forget();
        Drain(rig);
        Outputs(rig).Count.ShouldBe(Ahead + 10);
        Outputs(rig).Take(10).ShouldAllBe(value => value == "earlier");
        rig.Log.Count("read right-0 from 0")
            .ShouldBeGreaterThan(0, "what waits must be bounded: the input that is ahead is left out");
    }

    [Fact]
    public void When_TransactionAbortsWhileRecordsWait_Should_ProcessEachOnce()
    {
        using var rig = Merging();
        rig.PollBatch = 3;
        for (var number = 0; number < 20; number++)
        {
            rig.Log.Append(s_left, "k", $"{(number * 2) + 1:D2}", timestamp: (number * 2) + 1);
            rig.Log.Append(s_right, "k", $"{number * 2:D2}", timestamp: number * 2);
        }
        rig.Log.Fail("commit", LogErrorKind.Abortable);
        rig.Start();
        Drain(rig);
        Outputs(rig).ShouldBe(Enumerable.Range(0, 40).Select(number => $"{number:D2}"));
    }

    static Rig Merging()
    {
        var builder = new StreamBuilder();
        var left = builder.Stream("left-source", new Topic<string, string>("left", Serdes.String, Serdes.String));
        var right = builder.Stream("right-source", new Topic<string, string>("right", Serdes.String, Serdes.String));
        left.Merge(right).To("sink", new Topic<string, string>("out", Serdes.String, Serdes.String));
        return new Rig { Topology = builder.Build("merging"), Inputs = [s_left, s_right] };
    }

    static void Drain(Rig rig) =>
        rig.Until(() => rig.Inputs.All(input => rig.Log.GroupOffset(input) == rig.Log.Range(input).End));

    static List<string> Outputs(Rig rig) =>
        rig.Log.Records("out").ConvertAll(record => Encoding.UTF8.GetString(record.Value!.Value.Span));
}
