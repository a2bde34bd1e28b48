using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>
/// A crash at every single write of a run with transactions: between prepare and markers, markers and complete,
/// segment and index. Whatever was acknowledged must be there, and no transaction may be seen in part.
/// </summary>
public sealed class CrashTests
{
    const string Id = "tx";
    const string Group = "g";

    /// <summary>What the client knows when the broker dies.</summary>
    sealed class Known
    {
        public List<string> Acknowledged { get; } = [];

        public HashSet<string> Aborted { get; } = [];

        public string? InDoubt { get; set; }

        public long Offset { get; set; } = -1;

        public long OffsetInDoubt { get; set; } = -1;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_the_broker_dies_at_any_write_Should_recover_all_or_nothing(bool torn)
    {
        var total = CountWrites();
        total.ShouldBeGreaterThan(60);
        for (var crashAt = 0; crashAt < total; crashAt++)
            RunAndRecover(crashAt, torn);
    }

    static int CountWrites()
    {
        var storage = new CrashingStorage(new MemoryStorage());
        Run(new CoreDriver(storage), new Known());
        return storage.Writes;
    }

    static void RunAndRecover(int crashAt, bool torn)
    {
        var files = new MemoryStorage();
        var known = new Known();
        try
        {
            Run(new CoreDriver(new CrashingStorage(files) { WritesLeft = crashAt, TearLastAppend = torn }), known);
        }
        catch (CrashException)
        {
            // The point of the run.
        }
        var after = new CoreDriver(files);
        if (after.Core.Topics.FindPartition(CoreDriver.Topic, 0) is null)
        {
            known.Acknowledged.ShouldBeEmpty($"crash at write {crashAt}");
            return;
        }
        // The successor ends what the dead producer left open.
        while (after.Ask<InitProducerIdResponse>(
            new InitProducerIdRequest { TransactionalId = Id, TransactionTimeoutMs = 1000 }, 5).ErrorCode
            == ErrorCode.ConcurrentTransactions)
        {
        }
        var read = after.Read(committed: true);
        var expected = known.InDoubt is not null && read.Contains(known.InDoubt)
            ? [.. known.Acknowledged, known.InDoubt]
            : known.Acknowledged;
        read.ShouldBe(expected, $"crash at write {crashAt}");
        after.Log().LastStableOffset.ShouldBe(after.Log().EndOffset, $"crash at write {crashAt}");
        var doubtCommitted = read.Count > known.Acknowledged.Count;
        (after.Committed(Group) ?? -1).ShouldBe(
            doubtCommitted ? known.OffsetInDoubt : known.Offset, $"crash at write {crashAt}");
        var group = after.Core.Groups.Find(Group);
        (group?.PendingOffsets.Count ?? 0).ShouldBe(0, $"crash at write {crashAt}");
    }

    static void Run(CoreDriver driver, Known known)
    {
        driver.CreateTopic(CoreDriver.Topic, ("segment.bytes", "1024"));
        var producer = driver.InitProducer(Id);
        for (var i = 0; i < 12; i++)
        {
            var (value, commit) = ($"v{i}", i % 3 != 2);
            driver.AddPartition(Id, producer).ShouldBe(ErrorCode.None);
            driver.Produce(value, producer, sequence: i, Id).Error.ShouldBe(ErrorCode.None);
            driver.AddOffsets(Id, producer, Group).ShouldBe(ErrorCode.None);
            driver.CommitOffsetInTransaction(Id, producer, Group, i).ShouldBe(ErrorCode.None);
            if (commit)
                (known.InDoubt, known.OffsetInDoubt) = (value, i);
            driver.End(Id, producer, commit).ShouldBe(ErrorCode.None);
            if (commit)
            {
                known.Acknowledged.Add(value);
                known.Offset = i;
                known.InDoubt = null;
            }
        }
    }
}
