using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>Topic settings do what their names say.</summary>
public sealed class TopicSettingTests
{
    readonly MemoryStorage _files = new();
    readonly CoreDriver _driver;

    public TopicSettingTests() => _driver = new CoreDriver(_files);

    /// <summary>Without it a quiet compacted topic would never be compacted, and an old one never expire.</summary>
    [Fact]
    public void SegmentMs_RecordsApartInTime_LieInDifferentSegments()
    {
        _driver.CreateTopic(CoreDriver.Topic, ("segment.ms", "1000"));
        _driver.Produce("a");
        _driver.Time.Advance(TimeSpan.FromMilliseconds(900));
        _driver.Produce("b");
        Segments().ShouldBe(1);
        _driver.Time.Advance(TimeSpan.FromMilliseconds(200));
        _driver.Produce("c");
        Segments().ShouldBe(2);
        new CoreDriver(_files).Read(committed: false).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void TimestampType_LogAppendTime_StampsTheBatchAndFindsItByThatTime()
    {
        _driver.CreateTopic(CoreDriver.Topic, ("message.timestamp.type", "LogAppendTime"));
        _driver.Produce("a");
        _driver.Time.Advance(TimeSpan.FromSeconds(5));
        var now = _driver.Core.NowMs;
        var old = Batches.Of(now - 60_000, null, -1, false, ("k", "b"));
        var request = new ProduceRequest { Acks = -1 };
        request.TopicData.Add(
            new() { Name = CoreDriver.Topic, PartitionData = [new() { Records = new RecordSet(old) }] });
        var answer = _driver.Ask<ProduceResponse>(request, 9).Responses[0].PartitionResponses[0];
        answer.LogAppendTimeMs.ShouldBe(now);
        var (header, bytes) = _driver.Log().Batches(1).Single();
        header.MaxTimestamp.ShouldBe(now);
        header.HasAppendTime.ShouldBeTrue();
        BatchInspector.WholeBatch(bytes).ShouldBe(bytes.Length, "the checksum covers the time");
        _driver.Log().FindByTimestamp(now, 10).ShouldBe((1, now));
    }

    [Fact]
    public void MinInSyncReplicas_MoreThanThereAre_RefusesAcksAll()
    {
        _driver.CreateTopic(CoreDriver.Topic, ("min.insync.replicas", "2"));
        _driver.Produce("a").Error.ShouldBe(ErrorCode.NotEnoughReplicas);
    }

    [Fact]
    public void RetentionBytes_MoreThanAllowed_GoesByWholeSegments()
    {
        _driver.CreateTopic(CoreDriver.Topic, ("segment.bytes", "1024"), ("retention.bytes", "3000"));
        for (var i = 0; i < 100; i++)
            _driver.Produce($"v{i}");
        _driver.Core.KeepHouse();
        _driver.Log().Size.ShouldBeInRange(3000, 4100);
        _driver.Read(committed: false)[^1].ShouldBe("v99");
        _driver.Log().StartOffset.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void RetentionMs_OldRecords_Go()
    {
        _driver.CreateTopic(CoreDriver.Topic, ("retention.ms", "1000"));
        _driver.Produce("old");
        _driver.Time.Advance(TimeSpan.FromSeconds(2));
        _driver.Core.KeepHouse();
        _driver.Produce("new").ShouldBe((ErrorCode.None, 1));
        _driver.Read(committed: false).ShouldBe(["new"]);
    }

    [Fact]
    public void MaxCompactionLag_WaitedLongEnough_IsCompactedWhateverTheRatio()
    {
        _driver.CreateTopic(
            CoreDriver.Topic,
            ("cleanup.policy", "compact"),
            ("min.cleanable.dirty.ratio", "1"),
            ("max.compaction.lag.ms", "60000"));
        _driver.Produce("first");
        _driver.Produce("second");
        _driver.Time.Advance(TimeSpan.FromMinutes(2));
        _driver.Core.KeepHouse();
        _driver.Core.RunTimers();
        _driver.Read(committed: false).ShouldBe(["second"]);
    }

    /// <summary>
    /// A clock that goes back must neither stop the service, nor expire anything, nor keep a transaction open for ever.
    /// </summary>
    [Fact]
    public void Clock_GoesBackAnHour_ServiceGoesOnAndTransactionsStillTimeOut()
    {
        _driver.CreateTopic();
        _driver.Produce("a");
        var producer = _driver.InitProducer("tx", timeoutMs: 5_000);
        _driver.AddPartition("tx", producer);
        _driver.Produce("open", producer, 0, "tx").Error.ShouldBe(ErrorCode.None);
        _driver.Time.SetClock(TimeSpan.FromHours(-1));
        _driver.Produce("b").Error.ShouldBe(ErrorCode.None);
        _driver.Core.KeepHouse();
        _driver.Read(committed: false).ShouldBe(["a", "open", "b"]);
        var after = new CoreDriver(_files, _driver.Time);
        after.Time.Advance(TimeSpan.FromSeconds(6));
        after.Core.RunTimers();
        after.Log().LastStableOffset.ShouldBe(after.Log().EndOffset);
        after.Read(committed: true).ShouldBe(["a", "b"]);
    }

    int Segments()
    {
        var folder = _files.Folders().Single(name => name.StartsWith("t-0-", StringComparison.Ordinal));
        return _files.Files(folder).Count(name => name.EndsWith(".log", StringComparison.Ordinal));
    }
}
