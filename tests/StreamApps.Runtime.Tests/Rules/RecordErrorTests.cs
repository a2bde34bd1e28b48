using System.Diagnostics.Metrics;
using System.Text;
using StreamApps.Processing;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>
/// Records that cannot be processed or whose outputs are refused: never silence, never a partition that stands still.
/// </summary>
public sealed class RecordErrorTests : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    /// <summary>Whoever is called at night must see which record and which function.</summary>
    [Fact]
    public void Process_UserFunctionThrowsAndHandlerFails_StopsNamingRecordAndNode()
    {
        _rig.Start();
        _rig.Log.Append(Rig.In, "a", "fail");
        var error = Should.Throw<RecordFailedException>(() => _rig.Until(() => false));
        error.Message.ShouldContain("in-0 offset 0");
        error.Message.ShouldContain("source.map-values-1");
        error.Message.ShouldContain("told to fail");
        _rig.Log.GroupOffset(Rig.In).ShouldBeNull();
    }

    /// <summary>A poison record must not stop the others when dead letters are wanted.</summary>
    [Fact]
    public void Process_UserFunctionThrowsAndHandlerDeadLetters_OthersGoOn()
    {
        _rig.Errors = ErrorPolicy.DeadLetterAlways("dead");
        _rig.Start();
        _rig.Log.Append(Rig.In, "a", "fail");
        _rig.Input("a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1"]);
        _rig.Log.Records("dead").ShouldHaveSingleItem().Headers!.LastText(DeadLetterHeaders.Offset).ShouldBe("0");
    }

    /// <summary>
    /// A producer with another partitioner would let two tasks count one key, each its half: that must be seen at the
    /// first record, and the metric must say what it was.
    /// </summary>
    [Fact]
    public void Process_KeyBelongsToAnotherPartition_IsDeadLetteredAndCounted()
    {
        var counted = new Dictionary<string, long>(StringComparer.Ordinal);
        var builder = new StreamBuilder();
        builder.Stream(
                "source",
                new Topic<string, string>("in", Serdes.String, Serdes.String),
                new SourceOptions<string, string> { KeysByHash = static key => key != "*" })
            .MapValues(value => 1L)
            .To("sink", new Topic<string, long>("out", Serdes.String, Serdes.Int64));
        _rig.Topology = builder.Build("test");
        _rig.Errors = ErrorPolicy.DeadLetterAlways("dead");
        _rig.Limits.ReplacePartitions(new Dictionary<string, int>(StringComparer.Ordinal) { ["in"] = 8 });
        _rig.Start();
        using var listener = Listen("streamapps_dlq_records_total", "error_class", counted);
        var keys = Enumerable.Range(0, 40).Select(number => $"k{number}").ToList();
        var own = keys.Where(key => Murmur2Partitioner.PartitionOf(Encoding.UTF8.GetBytes(key), 8) == 0).ToList();
        own.Count.ShouldBeInRange(1, 39);
        _rig.Input([.. keys, "*"]);
        _rig.Drain();
        _rig.Outputs().ShouldBe([.. own.Append("*").Select(key => $"{key}=1")]);
        DeadKeys().ShouldBe(keys.Except(own, StringComparer.Ordinal));
        _rig.Log.Records("dead")[0].Headers!.LastText(DeadLetterHeaders.Message)!.ShouldContain("murmur2");
        counted.ShouldBe(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [nameof(MisroutedRecordException)] = keys.Count - own.Count,
        });
    }

    /// <summary>Records that vanish without a number that rises are found by their owners, months later.</summary>
    [Fact]
    public void Process_RecordsAreDropped_AreCountedByReasonOnceCommitted()
    {
        var counted = new Dictionary<string, long>(StringComparer.Ordinal);
        _rig.Errors = new() { OnProcessing = static _ => ErrorAction.Skip };
        _rig.Start();
        using var listener = Listen("streamapps_records_dropped_total", "reason", counted);
        _rig.Log.Append(Rig.In, null, "no key");
        _rig.Log.Append(Rig.In, "a", "too old", timestamp: -5);
        _rig.Log.Append(Rig.In, "a", "fail");
        _rig.Log.Append(Rig.In, "a", "good");
        _rig.Log.Fail("commit", LogErrorKind.Abortable);
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1"]);
        counted.ShouldBe(
            new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["null_key_or_value"] = 1,
                ["negative_timestamp"] = 1,
                ["skipped"] = 1,
            },
            ignoreOrder: true);
    }

    /// <summary>
    /// An output that the client refuses at once would otherwise end the worker, again after every restart.
    /// </summary>
    [Fact]
    public void Process_SendIsRejected_AppliesTheProductionHandlerToThatRecordAlone()
    {
        _rig.Errors = ErrorPolicy.DeadLetterAlways("dead");
        _rig.Start();
        _rig.Log.Fail("send out", LogErrorKind.Rejected);
        _rig.Input("big", "a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1"]);
        DeadKeys().ShouldBe(["big"]);
    }

    /// <summary>A batch that the broker refuses names no record: its innocent ones must go through.</summary>
    [Fact]
    public void Commit_OneOutputIsRefused_FindsItsRecordAndCountsTheOthersOnce()
    {
        _rig.Errors = ErrorPolicy.DeadLetterAlways("dead");
        _rig.Log.Refuses = record => record.Source.Topic == "out" && Key(record) == "big";
        _rig.Start();
        _rig.Input("a", "big", "b", "big", "a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1", "b=1", "a=2"]);
        DeadKeys().ShouldBe(["big", "big"]);
    }

    /// <summary>With the default handler a refused output stops the worker and says which record it was.</summary>
    [Fact]
    public void Commit_OutputIsRefusedAndHandlerFails_StopsNamingTheRecord()
    {
        _rig.Log.Refuses = record => record.Source.Topic == "out" && Key(record) == "big";
        _rig.Start();
        _rig.Input("a", "big");
        Should.Throw<RecordFailedException>(() => _rig.Until(() => false)).Message.ShouldContain("in-0 offset 1");
        _rig.Outputs().ShouldBe(["a=1"]);
    }

    /// <summary>Refusing the dead letter as well must end in an error, not in an endless loop.</summary>
    [Fact]
    public void Commit_DeadLetterIsRefusedToo_StopsNamingTheRecord()
    {
        _rig.Errors = ErrorPolicy.DeadLetterAlways("dead");
        _rig.Log.Refuses = record => Key(record) == "big";
        _rig.Start();
        _rig.Input("big");
        Should.Throw<StreamsException>(() => _rig.Until(() => false)).Message.ShouldContain("in-0 offset 0");
    }

    /// <summary>An output over its topic's limit must be found before it poisons the transaction.</summary>
    [Fact]
    public void Process_OutputIsOverTheTopicsLimit_IsNeverSent()
    {
        _rig.Errors = ErrorPolicy.DeadLetterAlways("dead");
        _rig.Limits.Replace(new Dictionary<string, int>(StringComparer.Ordinal) { ["out"] = 200 });
        _rig.Start();
        _rig.Input(new string('k', 300), "a");
        _rig.Drain();
        _rig.Outputs().ShouldBe(["a=1"]);
        _rig.Log.Count("send out").ShouldBe(1);
        _rig.Log.Records("dead").Count.ShouldBe(1);
    }

    string[] DeadKeys() => [.. _rig.Log.Records("dead").Select(Key)];

    static string Key(LogRecord record) => Encoding.UTF8.GetString(record.Key!.Value.Span);

    MeterListener Listen(string instrument, string tag, Dictionary<string, long> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (published, listener) =>
            {
                if (published.Name == instrument && _rig.Metrics.Owns(published))
                    listener.EnableMeasurementEvents(published);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == tag)
                    counted[(string)value!] = counted.GetValueOrDefault((string)value!) + count;
            }
        });
        listener.Start();
        return listener;
    }
}
