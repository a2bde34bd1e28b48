using StreamApps.Diagnostics;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>Repartition topics keep what nobody has read yet, and no more.</summary>
public sealed class RepartitionPurgeTests : IDisposable
{
    static readonly TopicPartition Repartition = new("app-again-repartition", 0);

    readonly Rig _rig = new() { Topology = Create(), Inputs = [Repartition] };

    public void Dispose() => _rig.Dispose();

    /// <summary>A topic without retention that nobody purges fills the broker's disk.</summary>
    [Fact]
    public void Commit_PurgeIntervalHasPassed_DeletesWhatWasProcessed()
    {
        _rig.Start();
        Write("a", "b");
        Drain();
        _rig.Log.Range(Repartition).Start.ShouldBe(0, "it is not due yet, and each purge costs a request");
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        Write("c");
        Drain();
        _rig.Until(() => _rig.Log.Range(Repartition).Start == 3);
        Write("d");
        Drain();
        _rig.Outputs().ShouldBe(["a=1", "b=1", "c=1", "d=1"]);
        _rig.Log.Range(Repartition).Start.ShouldBe(3);
    }

    /// <summary>A broker that is away for a moment costs a purge, not the worker.</summary>
    [Fact]
    public void Delete_BrokerDoesNotAnswer_IsToldAndDoneLater()
    {
        _rig.Start();
        _rig.Log.Fail("delete records", LogErrorKind.Retriable);
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        Write("a");
        Drain();
        _rig.Until(() => _rig.Told(RuntimeEventKind.Retrying)
            .Any(message => message.Contains("repartition", StringComparison.Ordinal)));
        _rig.Log.Range(Repartition).Start.ShouldBe(0);
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        Write("b");
        Drain();
        _rig.Until(() => _rig.Log.Range(Repartition).Start == 2);
    }

    void Write(params string[] keys)
    {
        foreach (var key in keys)
            _rig.Log.Append(Repartition, key, "value");
    }

    void Drain() => _rig.Until(() => _rig.Log.GroupOffset(Repartition) == _rig.Log.Range(Repartition).End);

    static Topology Create()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", new Topic<string, string>("in", Serdes.String, Serdes.String))
            .SelectKey((_, value) => value)
            .Repartition("again", Serdes.String)
            .MapValues(_ => 1L)
            .To("sink", new Topic<string, long>("out", Serdes.String, Serdes.Int64));
        return builder.Build("test");
    }
}
