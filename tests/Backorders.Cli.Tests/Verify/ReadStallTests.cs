using Backorders.Cli.Verify;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Tests.Verify;

/// <summary>An audit that waits for ever for a broker that is gone looks like one that takes long.</summary>
public sealed class ReadStallTests
{
    static readonly TopicPartition s_partition = new("commands", 3);
    static readonly Dictionary<TopicPartition, OffsetRange> s_ranges = new() { [s_partition] = new(5, 900) };

    readonly StillReader _reader = new() { At = 7 };
    readonly ReadStall _stall = new(TimeSpan.FromMilliseconds(100));

    [Fact]
    public void Check_NothingMovesForTenSeconds_SaysWhere()
    {
        Check(100);
        var error = Should.Throw<LogTransportException>(() => Check(1));
        error.Message.ShouldContain("commands, partition 3");
        error.Message.ShouldContain("offset 7 of 900");
        error.Message.ShouldContain("10 s");
    }

    [Fact]
    public void Check_SomethingMovesNowAndThen_WaitsOn()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            Check(90);
            _reader.At++;
        }
    }

    [Fact]
    public void Cause_OneThreadFailedAndOthersWereCancelled_IsTheFailure()
    {
        var failure = new IOException("the disk is full");
        CliHost.Cause(new AggregateException(
            new OperationCanceledException(), new AggregateException(failure))).ShouldBe(failure);
        CliHost.Cause(new AggregateException(new OperationCanceledException()))
            .ShouldBeOfType<OperationCanceledException>();
        CliHost.Cause(failure).ShouldBe(failure);
    }

    void Check(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
            _stall.Check(_reader, [s_partition], s_ranges);
    }

    sealed class StillReader : ILogReader
    {
        public long At { get; set; }

        public void Assign(IReadOnlyCollection<TopicPartitionOffset> positions)
        {
        }

        public int Poll(LogRecordBatch batch, TimeSpan timeout) => 0;

        public long Position(TopicPartition partition) => At;

        public void Dispose()
        {
        }
    }
}
