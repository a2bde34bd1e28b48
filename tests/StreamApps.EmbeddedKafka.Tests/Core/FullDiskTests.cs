using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>
/// A disk without room: clients are told to try again, nothing that was acknowledged is lost, and
/// nothing half-done stays.
/// </summary>
public sealed class FullDiskTests
{
    readonly MemoryStorage _files = new();
    readonly CrashingStorage _disk;
    readonly CoreDriver _driver;

    public FullDiskTests()
    {
        _disk = new CrashingStorage(_files);
        _driver = new CoreDriver(_disk);
        _driver.CreateTopic();
    }

    /// <summary>
    /// Had the partition stayed in memory only, its marker would be missing after a restart, and
    /// readers would wait for ever.
    /// </summary>
    [Fact]
    public void AddPartitions_NoRoom_IsTakenBackAndDoneAgain()
    {
        var producer = _driver.InitProducer("tx");
        _disk.DiskFull = true;
        _driver.AddPartition("tx", producer).ShouldBe(ErrorCode.CoordinatorNotAvailable);
        _disk.DiskFull = false;
        _driver.AddPartition("tx", producer).ShouldBe(ErrorCode.None);
        _driver.Produce("a", producer, 0, "tx").Error.ShouldBe(ErrorCode.None);
        var after = new CoreDriver(_files);
        after.InitProducerError("tx").ShouldBe(ErrorCode.ConcurrentTransactions);
        after.Log().LastStableOffset.ShouldBe(after.Log().EndOffset);
    }

    [Fact]
    public void EveryTransactionalRequest_NoRoom_IsAnsweredToBeTriedAgain()
    {
        var producer = _driver.InitProducer("tx");
        _driver.AddPartition("tx", producer);
        _driver.AddOffsets("tx", producer, "g");
        _driver.Produce("a", producer, 0, "tx");
        _disk.DiskFull = true;
        _driver.InitProducerError("other").ShouldBe(ErrorCode.CoordinatorNotAvailable);
        _driver.AddOffsets("tx2", producer, "g").ShouldNotBe(ErrorCode.None);
        _driver.CommitOffsetInTransaction("tx", producer, "g", 7).ShouldBe(ErrorCode.CoordinatorNotAvailable);
        _driver.Produce("b", producer, 1, "tx").Error.ShouldBe(ErrorCode.KafkaStorageError);
        _driver.End("tx", producer, commit: true).ShouldBe(ErrorCode.CoordinatorNotAvailable);
        _disk.DiskFull = false;
        _driver.Produce("b", producer, 1, "tx").ShouldBe((ErrorCode.None, 1));
        _driver.CommitOffsetInTransaction("tx", producer, "g", 7).ShouldBe(ErrorCode.None);
        _driver.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        _driver.Read(committed: true).ShouldBe(["a", "b"]);
        _driver.Committed("g").ShouldBe(7);
    }

    /// <summary>A transaction whose time runs out while the disk is full must still end when there is room.</summary>
    [Fact]
    public void Timeout_NoRoom_AbortsWhenThereIsRoom()
    {
        var producer = _driver.InitProducer("tx", timeoutMs: 5_000);
        _driver.AddPartition("tx", producer);
        _driver.Produce("open", producer, 0, "tx");
        _disk.DiskFull = true;
        _driver.Time.Advance(TimeSpan.FromSeconds(6));
        Should.Throw<IOException>(_driver.Core.RunTimers);
        _disk.DiskFull = false;
        _driver.Time.Advance(TimeSpan.FromSeconds(1));
        _driver.Core.RunTimers();
        _driver.Log().LastStableOffset.ShouldBe(_driver.Log().EndOffset);
        _driver.End("tx", producer, commit: true).ShouldBe(ErrorCode.ProducerFenced);
    }

    /// <summary>
    /// Full and free again at every write of a run that rolls segments: the log has what was acknowledged, once.
    /// </summary>
    [Fact]
    public void Produce_NoRoomAtAnyWrite_KeepsWhatWasAcknowledged()
    {
        for (var writes = 0; writes < 40; writes++)
        {
            var disk = new CrashingStorage(new MemoryStorage());
            var driver = new CoreDriver(disk);
            driver.CreateTopic(CoreDriver.Topic, ("segment.bytes", "1024"));
            disk.FullAfter = writes;
            var acknowledged = new List<string>();
            for (var i = 0; i < 30; i++)
            {
                var (error, offset) = driver.Produce($"v{i}");
                if (error == ErrorCode.None)
                {
                    offset.ShouldBe(acknowledged.Count);
                    acknowledged.Add($"v{i}");
                    continue;
                }
                error.ShouldBe(ErrorCode.KafkaStorageError);
                disk.FullAfter = int.MaxValue;
            }
            driver.Read(committed: false).ShouldBe(acknowledged, $"full after {writes} writes");
            acknowledged.Count.ShouldBeGreaterThan(28);
        }
    }
}
