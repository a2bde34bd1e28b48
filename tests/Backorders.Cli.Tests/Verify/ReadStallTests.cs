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
    readonly ReadStall _stall;
    bool _isThere;
    int _asked;

    public ReadStallTests() => _stall = new ReadStall(TimeSpan.FromMilliseconds(100), Ask);

    [Fact]
    public void Check_NothingMovesForTenSecondsAndNobodyAnswers_SaysWhere()
    {
        Check(100);
        var error = Should.Throw<LogTransportException>(() => Check(1));
        error.Message.ShouldContain("commands, partition 3");
        error.Message.ShouldContain("offset 7 of 900");
        error.Message.ShouldContain("no answer");
    }

    /// <summary>
    /// The transaction of a worker that was killed holds readers until it times out: that is no fault.
    /// </summary>
    [Fact]
    public void Check_NothingMovesButTheBrokerAnswers_WaitsOn()
    {
        _isThere = true;
        Check(1_001);
        _asked.ShouldBe(10);
    }

    [Fact]
    public void Check_SomethingMovesNowAndThen_AsksNobody()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            Check(90);
            _reader.At++;
        }
        _asked.ShouldBe(0);
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

    void Ask(TopicPartition partition)
    {
        partition.ShouldBe(s_partition);
        _asked++;
        if (!_isThere)
            throw new LogTransportException(LogErrorKind.Retriable, "no answer");
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
