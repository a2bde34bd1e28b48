using System.Globalization;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Verify;

/// <summary>
/// Notices that a broker has gone away while topics are read to an end that is known: a client would go on asking for
/// ever. It counts turns in which no partition moved, and so needs no clock.
/// </summary>
/// <param name="turn">How long one poll waits.</param>
sealed class ReadStall(TimeSpan turn)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    readonly int _most = (int)(Longest / turn);
    long _moved;
    int _idle;

    /// <summary>To be called after each poll.</summary>
    /// <param name="reader">Who polls.</param>
    /// <param name="open">The partitions that are not read to their end, at least one.</param>
    /// <param name="ranges">Where each ends.</param>
    /// <exception cref="LogTransportException">Nothing has moved for 10 s.</exception>
    public void Check(
        ILogReader reader, List<TopicPartition> open, IReadOnlyDictionary<TopicPartition, OffsetRange> ranges)
    {
        var moved = open.Sum(reader.Position);
        _idle = moved == _moved ? _idle + 1 : 0;
        _moved = moved;
        if (_idle < _most)
            return;
        var first = open[0];
        throw new LogTransportException(LogErrorKind.Retriable, string.Create(
            CultureInfo.InvariantCulture,
            $"nothing came for {Longest.TotalSeconds:F0} s from {first.Topic}, partition {first.Partition}, which was "
                + $"read to offset {reader.Position(first)} of {ranges[first].End}: "
                + $"is the broker still there? run it again when it is"));
    }
}
