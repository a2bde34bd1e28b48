using System.Diagnostics.Metrics;
using StreamApps.Processing;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>
/// Whoever is called because a partition stands still must see at once what its task does, and since when.
/// </summary>
public sealed class TaskStateTests : IDisposable
{
    const string Task = "source/0";
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void When_TaskRestoresRunsAndFails_Should_TellEachWithItsTime()
    {
        _rig.Log.OffsetsAreUnstable = true;
        _rig.Join();
        _rig.Until(() => _rig.Log.Count("committed offsets") >= 2);
        Told().ShouldBe($"{Task} restoring stable_offsets");
        Wait(TimeSpan.FromMinutes(5));
        var restoring = Seconds();
        restoring.ShouldBeGreaterThanOrEqualTo(300);

        _rig.Log.OffsetsAreUnstable = false;
        _rig.Until(() => Told() == $"{Task} running");
        Seconds().ShouldBe(0);
        _rig.Input("a");
        _rig.Drain();
        var worked = Seconds();
        worked.ShouldBeGreaterThan(0);
        Wait(TimeSpan.FromSeconds(40));
        Seconds().ShouldBe(worked + 40, tolerance: 1e-6);

        _rig.Log.Append(Rig.In, "a", "fail");
        Should.Throw<RecordFailedException>(() => _rig.Until(() => false));
        Told().ShouldBe($"{Task} failed InvalidOperationException");
        Seconds().ShouldBe(0);
        Wait(TimeSpan.FromSeconds(7));
        Seconds().ShouldBe(7);
    }

    /// <summary>The time is the state's: a restore that goes on to its next part is as old as it was.</summary>
    [Fact]
    public void When_RestoreGoesFromOffsetsToItsChangelog_Should_TellTheTimeOfBoth()
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Drain();
        _rig.Crash();
        _rig.LoseDisk();
        using var hold = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        _rig.OnStep = step =>
        {
            if (step != RuntimeStep.Restore)
                return;
            held.Set();
            hold.Wait(TestContext.Current.CancellationToken);
        };
        _rig.Log.OffsetsAreUnstable = true;
        _rig.Join();
        _rig.Until(() => States() is [(Task + " restoring stable_offsets", _)]);
        Wait(TimeSpan.FromMinutes(1));
        _rig.Log.OffsetsAreUnstable = false;
        held.Wait(TestContext.Current.CancellationToken);
        Told().ShouldBe($"{Task} restoring changelog");
        Seconds().ShouldBeGreaterThanOrEqualTo(60);
        hold.Set();
        _rig.Until(() => Told() == $"{Task} running");
    }

    /// <summary>A series that goes on for a task of another worker shows a problem where there is none.</summary>
    [Fact]
    public void When_TaskIsGivenAway_Should_NoLongerTellIt()
    {
        _rig.Start();
        _rig.Transport.Consumer.Revoke(Rig.In);
        _rig.Step();
        Told().ShouldBe($"{Task} suspended revoked");
        _rig.Transport.Consumer.Assign();
        _rig.Step();
        States().ShouldBeEmpty();
    }

    [Fact]
    public void When_PartitionsAreLost_Should_TellThatApartFromRevoked()
    {
        _rig.Start();
        _rig.Transport.Consumer.Lose(Rig.In);
        _rig.Step();
        Told().ShouldBe($"{Task} suspended lost");
    }

    [Fact]
    public void When_OutcomeIsUnknown_Should_TellThatTheProducerIsReplaced()
    {
        _rig.Start();
        _rig.Input("a");
        _rig.Log.Fail("commit", LogErrorKind.UnknownOutcome);
        _rig.Until(() => _rig.Log.Count("commit") > 0);
        Told().ShouldBe($"{Task} suspended producer_replaced");
        _rig.Drain();
        Told().ShouldBe($"{Task} running");
    }

    [Fact]
    public void When_TaskCannotBeRestored_Should_TellTheKindOfTheFailure()
    {
        _rig.Log.Fail("committed offsets", LogErrorKind.Fatal);
        _rig.Join();
        Should.Throw<StreamsException>(() => _rig.Until(() => false));
        Told().ShouldBe($"{Task} failed {nameof(LogErrorKind.Fatal)}");
    }

    [Fact]
    public void Close_TaskRuns_IsSuspended()
    {
        _rig.Start();
        _rig.Thread.Close(leave: false);
        Told().ShouldBe($"{Task} suspended closed");
    }

    void Wait(TimeSpan time) => _rig.Time.Advance(time);

    string Told() => States().ShouldHaveSingleItem().Told;

    double Seconds() => States().ShouldHaveSingleItem().Seconds;

    List<(string Told, double Seconds)> States()
    {
        var states = new List<(string, double)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (published, listener) =>
            {
                if (published.Name == "streamapps_task_state" && _rig.Metrics.Owns(published))
                    listener.EnableMeasurementEvents(published);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            tags[0].ShouldBe(new("application", Rig.Application));
            var labels = tags.ToArray().Skip(1).Select(tag => tag.Key).ToArray();
            labels.ShouldBe(labels.Length == 3 ? ["task", "state", "reason"] : ["task", "state"]);
            states.Add((string.Join(' ', tags.ToArray().Skip(1).Select(tag => tag.Value)), seconds));
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return states;
    }
}
