using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>Compaction keeps what a changelog's reader needs and nothing that was aborted.</summary>
public sealed class CompactionTests
{
    readonly MemoryStorage _files = new();
    readonly CoreDriver _driver;

    public CompactionTests()
    {
        _driver = new CoreDriver(_files);
        _driver.CreateTopic(
            CoreDriver.Topic,
            ("cleanup.policy", "compact"),
            ("segment.bytes", "1024"),
            ("delete.retention.ms", "10000"));
    }

    [Fact]
    public void Compact_RepeatedKeys_KeepsTheLastOfEachAtItsOffset()
    {
        for (var i = 0; i < 50; i++)
            _driver.Produce($"v{i}", key: $"k{i % 3}");
        Fill();
        var size = _driver.Log().Size;
        Compact();
        _driver.Log().Size.ShouldBeLessThan(size);
        LastValues().ShouldBe(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["k0"] = "v48",
            ["k1"] = "v49",
            ["k2"] = "v47",
            ["fill"] = "x",
        }, ignoreOrder: true);
        OffsetOf("v49").ShouldBe(49);
    }

    [Fact]
    public void Compact_BatchOfSeveralKeys_DropsSingleRecordsAndKeepsTheOthersInPlace()
    {
        Append(("a", "1"), ("b", "1"), ("c", "1"));
        Append(("a", "2"), ("c", "2"));
        Fill();
        Compact();
        OffsetOf("1").ShouldBe(1);
        LastValues()["b"].ShouldBe("1");
        LastValues()["a"].ShouldBe("2");
        _driver.Log().Batches(0).First().Header.LastOffsetDelta.ShouldBe(2);
    }

    [Fact]
    public void Compact_Tombstone_StaysForDeleteRetentionThenGoes()
    {
        Append(("a", "1"));
        Append(("a", null));
        Fill();
        Compact();
        Keys().Contains("a", StringComparer.Ordinal).ShouldBeTrue("readers that are behind must see the deletion");
        _driver.Time.Advance(TimeSpan.FromSeconds(11));
        Compact();
        Keys().Contains("a", StringComparer.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public void Compact_AbortedRecords_GoAndDoNotSupersede()
    {
        Append(("a", "kept"));
        var producer = _driver.InitProducer("tx");
        _driver.AddPartition("tx", producer);
        _driver.Produce("aborted", producer, 0, "tx", key: "a").Error.ShouldBe(ErrorCode.None);
        _driver.End("tx", producer, commit: false);
        Fill();
        Compact();
        _driver.Read(committed: false).ShouldAllBe(value => value != "aborted");
        LastValues()["a"].ShouldBe("kept");
        _driver.Log().Aborted.ShouldBeEmpty("its marker goes too, and a reader would wait for it");
    }

    [Fact]
    public void Compact_OpenTransaction_IsNotPassed()
    {
        Append(("a", "1"));
        Fill();
        var producer = _driver.InitProducer("tx");
        _driver.AddPartition("tx", producer);
        _driver.Produce("open", producer, 0, "tx", key: "a");
        Append(("a", "3"));
        Fill();
        Compact();
        _driver.Read(committed: false).ShouldContain(value => value == "open");
        _driver.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        _driver.Read(committed: true).ShouldContain(value => value == "open");
    }

    [Fact]
    public void Compact_ThenRestart_ReadsTheSame()
    {
        for (var i = 0; i < 60; i++)
            _driver.Produce($"v{i}", key: $"k{i % 5}");
        Fill();
        Compact();
        var before = _driver.Read(committed: true);
        var after = new CoreDriver(_files, _driver.Time);
        after.Read(committed: true).ShouldBe(before);
        after.Log().EndOffset.ShouldBe(_driver.Log().EndOffset);
    }

    /// <summary>
    /// The coordinators' own topics are compacted while they are in use: a restart must find the same state.
    /// </summary>
    [Fact]
    public void Housekeeping_CoordinatorTopics_ShrinkAndKeepGroupsAndTransactions()
    {
        foreach (var name in (string[])["__consumer_offsets", "__transaction_state"])
            Alter(name, "segment.bytes", "2048");
        var producer = _driver.InitProducer("tx");
        for (var i = 0; i < 300; i++)
        {
            _driver.AddOffsets("tx", producer, "g").ShouldBe(ErrorCode.None);
            _driver.CommitOffsetInTransaction("tx", producer, "g", i).ShouldBe(ErrorCode.None);
            _driver.End("tx", producer, commit: i % 3 != 1).ShouldBe(ErrorCode.None);
        }
        var sizes = (_driver.Log("__consumer_offsets").Size, _driver.Log("__transaction_state").Size);
        for (var i = 0; i < 4; i++)
        {
            _driver.Time.Advance(TimeSpan.FromHours(13));
            do _driver.Core.RunTimers();
            while (_driver.Core.Timers.NextDue <= _driver.Core.Timers.ElapsedMs);
        }
        _driver.Log("__consumer_offsets").Size.ShouldBeLessThan(sizes.Item1 / 4);
        _driver.Log("__transaction_state").Size.ShouldBeLessThan(sizes.Item2 / 4);

        var after = new CoreDriver(_files, _driver.Time);
        after.Committed("g").ShouldBe(299);
        after.AddOffsets("tx", producer, "g").ShouldBe(ErrorCode.None);
        after.CommitOffsetInTransaction("tx", producer, "g", 300).ShouldBe(ErrorCode.None);
        after.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        after.Committed("g").ShouldBe(300);
    }

    /// <summary>A crash between any two steps of a compaction: between the rewrite, the rename and the index.</summary>
    [Fact]
    public void Compact_CrashAtAnyWrite_LosesNoLastValue()
    {
        for (var i = 0; i < 60; i++)
            _driver.Produce($"v{i}", key: $"k{i % 5}");
        Fill();
        var expected = LastValues();
        for (var crashAt = 0; crashAt < 400; crashAt++)
        {
            var crashed = new CoreDriver(new CrashingStorage(_files) { WritesLeft = crashAt }, _driver.Time);
            var finished = false;
            try
            {
                foreach (var _ in crashed.Log().PlanCompaction(crashed.Core.NowMs, evenIfClean: true)!.Steps())
                {
                }
                finished = true;
            }
            catch (CrashException)
            {
                // The point of the run.
            }
            LastValues(new CoreDriver(_files, _driver.Time)).ShouldBe(expected, ignoreOrder: true);
            if (finished)
                return;
        }
        Assert.Fail("the compaction never came to its end");
    }

    [Fact]
    public void Retention_OldSegments_MoveTheStart()
    {
        _driver.CreateTopic("r", ("retention.ms", "60000"), ("segment.bytes", "1024"));
        for (var i = 0; i < 40; i++)
            _driver.Produce($"v{i}", topic: "r");
        _driver.Time.Advance(TimeSpan.FromMinutes(2));
        _driver.Produce("young", topic: "r");
        _driver.Core.KeepHouse();
        _driver.Log("r").StartOffset.ShouldBeInRange(1, 40);
        _driver.Read(committed: true, topic: "r").ShouldContain(value => value == "young");
    }

    [Fact]
    public void Retention_Bytes_KeepsAtMostThatMuchAndOneSegment()
    {
        _driver.CreateTopic("r", ("retention.bytes", "4000"), ("segment.bytes", "1024"));
        for (var i = 0; i < 400; i++)
            _driver.Produce($"v{i}", topic: "r");
        _driver.Core.KeepHouse();
        _driver.Log("r").Size.ShouldBeInRange(3000, 5100);
        _driver.Read(committed: true, topic: "r")[^1].ShouldBe("v399");
    }

    void Append(params (string? Key, string? Value)[] records)
    {
        var request = new ProduceRequest { Acks = -1 };
        request.TopicData.Add(new()
        {
            Name = CoreDriver.Topic,
            PartitionData =
                [new() { Records = new RecordSet(Batches.Of(_driver.Core.NowMs, null, -1, false, records)) }],
        });
        _driver.Ask<ProduceResponse>(request, 9).Responses[0].PartitionResponses[0].ErrorCode.ShouldBe(ErrorCode.None);
    }

    /// <summary>Closes the active segment, as only closed ones are compacted.</summary>
    void Fill()
    {
        for (var i = 0; i < 30; i++)
            Append(("fill", "x"));
    }

    void Compact()
    {
        foreach (var _ in _driver.Log().PlanCompaction(_driver.Core.NowMs, evenIfClean: true)!.Steps())
        {
        }
    }

    void Alter(string topic, string name, string value)
    {
        var request = new IncrementalAlterConfigsRequest();
        request.Resources.Add(
            new() { ResourceType = 2, ResourceName = topic, Configs = [new() { Name = name, Value = value }] });
        _driver.Ask<IncrementalAlterConfigsResponse>(request, 1).Responses[0].ErrorCode.ShouldBe(ErrorCode.None);
    }

    Dictionary<string, string?> LastValues(CoreDriver? driver = null)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (_, key, value) in Records(driver ?? _driver))
            values[key!] = value;
        return values;
    }

    List<string?> Keys() => [.. Records(_driver).Select(record => record.Key)];

    long OffsetOf(string value) => Records(_driver).First(record => record.Value == value).Offset;

    static IEnumerable<(long Offset, string? Key, string? Value)> Records(CoreDriver driver) => driver.Log().Batches(0)
        .Where(batch => !batch.Header.IsControl)
        .SelectMany(batch => Batches.RecordsOf(batch.Bytes)
            .Select(record => (batch.Header.BaseOffset + record.OffsetDelta, record.Key, record.Value)));
}
