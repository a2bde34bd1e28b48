using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>What a restart finds on disk, whole or damaged.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public void Open_TornLastBatch_CutsItAndGoesOn()
    {
        var files = new MemoryStorage();
        var driver = new CoreDriver(files);
        driver.CreateTopic();
        driver.Produce("a");
        driver.Produce("b");
        var (folder, name) = LogFile(files);
        var file = files.Open(folder, name);
        file.Truncate(file.Length - 3);
        var after = new CoreDriver(files);
        after.Read(committed: false).ShouldBe(["a"]);
        after.Produce("c").ShouldBe((ErrorCode.None, 1));
    }

    [Fact]
    public void Open_ManySegments_KeepsSequencesAcrossTheRestart()
    {
        var files = new MemoryStorage();
        var driver = new CoreDriver(files);
        driver.CreateTopic(CoreDriver.Topic, ("segment.bytes", "1024"));
        var producer = driver.InitProducer(null);
        for (var i = 0; i < 100; i++)
            driver.Produce($"v{i}", producer, i).Error.ShouldBe(ErrorCode.None);
        files.Files(LogFile(files).Folder).Count(file => file.EndsWith(".log", StringComparison.Ordinal))
            .ShouldBeGreaterThan(3);

        var after = new CoreDriver(files);
        after.Produce("v99", producer, 99).ShouldBe((ErrorCode.None, 99));
        after.Produce("gap", producer, 101).Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        after.Produce("v100", producer, 100).ShouldBe((ErrorCode.None, 100));
        after.Read(committed: false).Count.ShouldBe(101);
    }

    [Fact]
    public void Open_TransactionLeftOpenInAnEarlierSegment_StillHoldsReaders()
    {
        var files = new MemoryStorage();
        var driver = new CoreDriver(files);
        driver.CreateTopic(CoreDriver.Topic, ("segment.bytes", "1024"));
        var producer = driver.InitProducer("tx");
        driver.AddPartition("tx", producer);
        driver.Produce("open", producer, 0, "tx").Error.ShouldBe(ErrorCode.None);
        for (var i = 0; i < 40; i++)
            driver.Produce($"v{i}");
        var after = new CoreDriver(files, driver.Time);
        after.Log().LastStableOffset.ShouldBe(0);
        after.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        after.Read(committed: true).Count.ShouldBe(41);
    }

    [Fact]
    public void Timeout_OpenTransaction_IsAbortedAndItsProducerFenced()
    {
        var driver = new CoreDriver(new MemoryStorage());
        driver.CreateTopic();
        var producer = driver.InitProducer("tx", timeoutMs: 5_000);
        driver.AddPartition("tx", producer);
        driver.Produce("open", producer, 0, "tx").Error.ShouldBe(ErrorCode.None);
        driver.Time.Advance(TimeSpan.FromSeconds(6));
        driver.Core.RunTimers();
        driver.Log().LastStableOffset.ShouldBe(driver.Log().EndOffset);
        driver.Produce("late", producer, 1, "tx").Error.ShouldBe(ErrorCode.InvalidProducerEpoch);
        driver.End("tx", producer, commit: true).ShouldBe(ErrorCode.ProducerFenced);
    }

    [Fact]
    public void Open_LostSidecars_RebuildsTheSameState()
    {
        var files = new MemoryStorage();
        var driver = new CoreDriver(files);
        driver.CreateTopic(CoreDriver.Topic, ("segment.bytes", "1024"));
        var producer = driver.InitProducer("tx");
        for (var i = 0; i < 30; i++)
        {
            driver.AddPartition("tx", producer);
            driver.Produce($"v{i}", producer, i, "tx").Error.ShouldBe(ErrorCode.None);
            driver.End("tx", producer, commit: i % 2 == 0);
        }
        var aborted = driver.Log().Aborted.ToList();
        aborted.Count.ShouldBe(15);
        new CoreDriver(files).Log().Aborted.ShouldBe(aborted);
        var folder = LogFile(files).Folder;
        foreach (var file in files.Files(folder).Where(file => !file.EndsWith(".log", StringComparison.Ordinal)))
            files.Delete(folder, file);
        var rebuilt = new CoreDriver(files);
        rebuilt.Log().Aborted.ShouldBe(aborted);
        rebuilt.Produce("gap", producer, 31, "tx").Error.ShouldNotBe(ErrorCode.None);
    }

    [Fact]
    public void Append_DiskFull_RefusesAndGoesOnWhenThereIsRoom()
    {
        var storage = new CrashingStorage(new MemoryStorage());
        var driver = new CoreDriver(storage);
        driver.CreateTopic();
        driver.Produce("a");
        storage.DiskFull = true;
        driver.Produce("lost").Error.ShouldBe(ErrorCode.KafkaStorageError);
        storage.DiskFull = false;
        driver.Produce("b").ShouldBe((ErrorCode.None, 1));
        driver.Read(committed: false).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void End_DiskFullAtTheMarkers_CompletesWhenThereIsRoom()
    {
        var storage = new CrashingStorage(new MemoryStorage());
        var driver = new CoreDriver(storage);
        driver.CreateTopic();
        var producer = driver.InitProducer("tx");
        driver.AddPartition("tx", producer);
        driver.Produce("a", producer, 0, "tx");
        storage.DiskFull = true;
        driver.End("tx", producer, commit: true).ShouldBe(ErrorCode.CoordinatorNotAvailable, "the client tries again");
        driver.Read(committed: true).ShouldBeEmpty();
        storage.DiskFull = false;
        driver.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        driver.Read(committed: true).ShouldBe(["a"]);
    }

    static (string Folder, string Name) LogFile(MemoryStorage files)
    {
        var folder = files.Folders().Single(name => name.StartsWith("t-0-", StringComparison.Ordinal));
        return (folder, files.Files(folder).First(name => name.EndsWith(".log", StringComparison.Ordinal)));
    }
}
