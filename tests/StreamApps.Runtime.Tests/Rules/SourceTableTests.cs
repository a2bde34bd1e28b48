using StreamApps.Diagnostics;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>Tables that are restored from their source topics, under the stream thread.</summary>
public sealed class SourceTableTests : IDisposable
{
    static readonly TopicPartition Other = new("other", 0);

    readonly Rig _rig = new() { Topology = Create(), Inputs = [Rig.In, Other] };

    public void Dispose() => _rig.Dispose();

    /// <summary>Without its disk a worker must join with the rows that it had.</summary>
    [Fact]
    public void When_DiskIsLost_Should_JoinWithTheRowsOfTheTopic()
    {
        JoinOnce();
        _rig.LoseDisk();
        _rig.Start();
        JoinAgain();
        _rig.Told(RuntimeEventKind.Restored)
            .ShouldContain(message => message.Contains("2 records from in", StringComparison.Ordinal));
    }

    /// <summary>
    /// A worker that dies while it takes rows must not take its task record for the rows' own position.
    /// </summary>
    [Fact]
    public void When_ARestoreIsInterrupted_Should_GoOnWhereTheRowsAre()
    {
        JoinOnce();
        _rig.LoseDisk();
        var steps = 0;
        _rig.OnStep = step =>
        {
            // The first step is the changelog's, the second would be the rows'.
            if (step == RuntimeStep.Restore && ++steps == 1)
                throw new InvalidOperationException("killed");
        };
        _rig.Join();
        Should.Throw<Exception>(() => _rig.Until(() => false)).GetBaseException().Message.ShouldBe("killed");
        _rig.Crash();
        _rig.Start();
        JoinAgain();
    }

    /// <summary>A restart reads the tail of the topic at most, however long the topic is.</summary>
    [Fact]
    public void When_DiskIsKept_Should_TakeNoRowAgain()
    {
        JoinOnce();
        _rig.Start();
        JoinAgain();
        _rig.Told(RuntimeEventKind.Restored)
            .ShouldNotContain(message => message.Contains("from in", StringComparison.Ordinal));
    }

    /// <summary>A topic that was created anew has not the rows that the task's position stands for.</summary>
    [Fact]
    public void When_TheTopicIsShorterThanThePosition_Should_StopAndSayWhy()
    {
        JoinOnce();
        _rig.LoseDisk();
        _rig.Log.Recreate(Rig.In);
        _rig.Join();
        Should.Throw<Exception>(() => _rig.Until(() => false)).ToString().ShouldContain("created anew");
    }

    void JoinOnce()
    {
        _rig.Start();
        _rig.Log.Append(Rig.In, "a", "old");
        _rig.Log.Append(Rig.In, "a", "new");
        _rig.Drain();
        _rig.Log.Append(Other, "a", "first", 1);
        _rig.Until(() => _rig.Log.GroupOffset(Other) == 1);
        Joined().ShouldBe(["first+new"]);
        _rig.Crash();
    }

    void JoinAgain()
    {
        _rig.Log.Append(Other, "a", "second", 2);
        _rig.Until(() => _rig.Log.GroupOffset(Other) == 2);
        Joined().ShouldBe(["first+new", "second+new"]);
    }

    List<string> Joined() =>
        [.. _rig.Log.Records("out").Select(record => Serdes.String.Deserialize(record.Value!.Value.Span))];

    static Topology Create()
    {
        var builder = new StreamBuilder();
        var rows = builder.Table(
            "rows",
            new Topic<string, string>("in", Serdes.String, Serdes.String),
            new TableOptions<string, string> { ReuseSourceTopic = true });
        builder.Stream("others", new Topic<string, string>("other", Serdes.String, Serdes.String))
            .Join(rows, (_, value, row) => $"{value}+{row}")
            .To("sink", new Topic<string, string>("out", Serdes.String, Serdes.String));
        return builder.Build("joining");
    }
}
