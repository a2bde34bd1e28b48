using System.Globalization;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Verify;

/// <summary>
/// Notices that a broker has gone away while topics are read to an end that is known: a client would go on asking for
/// ever. A transaction that is open holds readers too, longer than that: so the broker is asked whether it is there. It
/// counts turns in which no partition moved, and needs no clock.
/// </summary>
/// <param name="turn">How long one poll waits.</param>
/// <param name="ask">Asks the broker something about a partition; fails when there is no answer.</param>
sealed class ReadStall(TimeSpan turn, Action<TopicPartition> ask)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly int _most = (int)(Patience / turn);
    long _moved;
    int _idle;

    /// <summary>To be called after each poll.</summary>
    /// <param name="reader">Who polls.</param>
    /// <param name="open">The partitions that are not read to their end, at least one.</param>
    /// <param name="ranges">Where each ends.</param>
    /// <exception cref="LogTransportException">Nothing has moved for 10 s, and the broker does not answer.</exception>
    public void Check(
        ILogReader reader, List<TopicPartition> open, IReadOnlyDictionary<TopicPartition, OffsetRange> ranges)
    {
        var moved = open.Sum(reader.Position);
        _idle = moved == _moved ? _idle + 1 : 0;
        _moved = moved;
        if (_idle < _most)
            return;
        _idle = 0;
        var first = open[0];
        try
        {
            ask(first);
        }
        catch (LogTransportException error)
        {
            throw new LogTransportException(
                error.Kind,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the broker went away while {first.Topic}, partition {first.Partition}, was read at offset "
                        + $"{reader.Position(first)} of {ranges[first].End}; run it again when it is back: "
                        + $"{error.Message}"),
                error);
        }
    }
}
