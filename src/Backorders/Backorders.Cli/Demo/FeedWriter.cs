using Backorders.Cli.Demo.Feed;
using StreamApps.Transport;

namespace Backorders.Cli.Demo;

/// <summary>Puts a feed into its topics, at a pace.</summary>
sealed class FeedWriter(ILogTransport transport, DemoMonitor monitor, TimeProvider time)
{
    static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(30);
    static readonly TimeSpan ProducerTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Writes the items, and waits until the broker has them.</summary>
    /// <param name="items">What to write.</param>
    /// <param name="linesPerSecond">The pace; null for none.</param>
    /// <param name="cancelled">Ends the writing early, without an error.</param>
    public void Write(IEnumerable<FeedItem> items, double? linesPerSecond, CancellationToken cancelled)
    {
        using var producer = transport.CreateProducer(new(null, ProducerTimeout));
        var start = time.GetTimestamp();
        var lines = 0L;
        foreach (var item in items)
        {
            if (cancelled.IsCancellationRequested)
                break;
            if (linesPerSecond is { } pace)
                cancelled.WaitHandle.WaitOne(Positive(TimeSpan.FromSeconds(lines / pace) - time.GetElapsedTime(start)));
            producer.Send(new OutgoingRecord
            {
                Topic = item.Topic,
                HasKey = true,
                Key = item.Key,
                HasValue = true,
                Value = item.Value,
            });
            lines += item.Lines;
            if (item.OrderId is { } order)
                monitor.Placed(order, item.Lines);
        }
        producer.Flush(FlushTimeout);
    }

    static TimeSpan Positive(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
