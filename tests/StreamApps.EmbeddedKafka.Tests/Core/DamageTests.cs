using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>
/// Files that hold other bytes than were written. Cutting them off would lose acknowledged records without a word:
/// the partition goes out of service with its files untouched, and everything else is served.
/// </summary>
public sealed class DamageTests
{
    const string Other = "other";

    readonly MemoryStorage _files = new();

    [Fact]
    public void Open_FlippedBitBeforeValidRecords_TakesThatPartitionOutOfService()
    {
        Fill(records: 2, segmentBytes: "100000");
        Change(LogFiles()[0], bytes => bytes[65] ^= 1);
        var bytes = _files.ReadAll(LogFiles()[0].Folder, LogFiles()[0].Name);
        var after = Restart();
        _files.ReadAll(LogFiles()[0].Folder, LogFiles()[0].Name)
            .ShouldBe(bytes, "the file is left for whoever can mend it");
        ExpectOutOfService(after, LogFiles()[0].Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_TruncatedClosedSegment_TakesThatPartitionOutOfService(bool withinABatch)
    {
        Fill(records: 60, segmentBytes: "1024");
        var file = LogFiles()[1];
        Change(file, bytes => bytes, length => withinABatch ? length - 3 : length / 2);
        ExpectOutOfService(Restart(), file.Name);
    }

    /// <summary>The way back: the file is restored from a copy.</summary>
    [Fact]
    public void Open_RestoredFile_ServesAgain()
    {
        Fill(records: 60, segmentBytes: "1024");
        var file = LogFiles()[0];
        var good = _files.ReadAll(file.Folder, file.Name)!;
        Change(file, bytes => bytes, length => length - 3);
        Restart().Log().Damage.ShouldNotBeNull();
        _files.Replace(file.Folder, file.Name, good);
        var after = Restart();
        after.Log().Damage.ShouldBeNull();
        after.Read(committed: false).Count.ShouldBe(60);
    }

    /// <summary>The other way out: the topic is given up, and made again.</summary>
    [Fact]
    public void Delete_DamagedTopic_CanBeMadeAgain()
    {
        Fill(records: 2, segmentBytes: "100000");
        Change(LogFiles()[0], bytes => bytes[65] ^= 1);
        var after = Restart();
        var request = new DeleteTopicsRequest { Topics = [new() { Name = CoreDriver.Topic }] };
        after.Ask<DeleteTopicsResponse>(request, 6).Responses[0].ErrorCode.ShouldBe(ErrorCode.None);
        after.CreateTopic();
        after.Produce("new").ShouldBe((ErrorCode.None, 0));
    }

    /// <summary>A transaction must not hang for ever on a partition that cannot take its marker.</summary>
    [Fact]
    public void Restart_PreparedTransactionOnADamagedPartition_EndsElsewhere()
    {
        var driver = new CoreDriver(_files);
        driver.CreateTopic();
        driver.CreateTopic(Other);
        driver.Produce("a");
        driver.Produce("b");
        var producer = driver.InitProducer("tx");
        driver.AddPartition("tx", producer);
        driver.AddPartition("tx", producer, Other);
        driver.Produce("open", producer, 0, "tx", topic: Other).Error.ShouldBe(ErrorCode.None);
        Change(LogFiles()[0], bytes => bytes[65] ^= 1);
        var after = Restart();
        after.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        after.Read(committed: true, Other).ShouldBe(["open"]);
    }

    /// <summary>
    /// Groups and transactions cannot be guessed: the broker says what is broken instead of forgetting them.
    /// </summary>
    [Fact]
    public void Open_DamagedOffsetsTopic_RefusesToStart()
    {
        var driver = new CoreDriver(_files);
        driver.CreateTopic();
        var producer = driver.InitProducer("tx");
        for (var i = 0; i < 3; i++)
        {
            driver.AddOffsets("tx", producer, "g");
            driver.CommitOffsetInTransaction("tx", producer, "g", i);
            driver.End("tx", producer, commit: true);
        }
        Change(LogFiles("__consumer_offsets-")[0], bytes => bytes[65] ^= 1);
        var error = Should.Throw<EmbeddedBrokerException>(Restart);
        error.Message.ShouldContain("__consumer_offsets");
        error.Message.ShouldNotContain("\n");
    }

    void Fill(int records, string segmentBytes)
    {
        var driver = new CoreDriver(_files);
        driver.CreateTopic(CoreDriver.Topic, ("segment.bytes", segmentBytes));
        driver.CreateTopic(Other);
        for (var i = 0; i < records; i++)
            driver.Produce($"v{i}");
        driver.Produce("x", topic: Other);
    }

    CoreDriver Restart() => new(_files);

    static void ExpectOutOfService(CoreDriver driver, string file)
    {
        driver.Reports.Count.ShouldBe(1);
        driver.Reports[0].ShouldContain(file);
        driver.Reports[0].ShouldContain("restore");
        driver.Produce("new").Error.ShouldBe(ErrorCode.KafkaStorageError);
        Fetch(driver, CoreDriver.Topic).ShouldBe(ErrorCode.CorruptMessage);
        driver.Core.KeepHouse();
        driver.Produce("y", topic: Other).ShouldBe((ErrorCode.None, 1));
        Fetch(driver, Other).ShouldBe(ErrorCode.None);
        driver.Read(committed: false, Other).ShouldBe(["x", "y"]);
    }

    static ErrorCode Fetch(CoreDriver driver, string topic)
    {
        var request = new FetchRequest { MaxWaitMs = 0, MinBytes = 1 };
        request.Topics.Add(
            new() { Topic = topic, Partitions = [new() { Partition = 0, PartitionMaxBytes = 1 << 20 }] });
        return driver.Ask<FetchResponse>(request, 12).Responses[0].Partitions[0].ErrorCode;
    }

    List<(string Folder, string Name)> LogFiles(string prefix = "t-0-")
    {
        var folder = _files.Folders().Single(name => name.StartsWith(prefix, StringComparison.Ordinal));
        return [.. _files.Files(folder)
            .Where(name => name.EndsWith(".log", StringComparison.Ordinal))
            .Select(name => (folder, name))];
    }

    void Change((string Folder, string Name) file, Func<byte[], object> change, Func<int, int>? length = null)
    {
        var bytes = _files.ReadAll(file.Folder, file.Name)!;
        change(bytes);
        _files.Replace(file.Folder, file.Name, bytes.AsSpan(0, length?.Invoke(bytes.Length) ?? bytes.Length));
    }
}
