using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>A log whose polls, sends and commits a meter is told of.</summary>
sealed class MeteredTransport(ILogTransport inner, Meter meter) : ILogTransport
{
    public ILogConsumer CreateConsumer(LogConsumerOptions options) =>
        new MeteredConsumer(inner.CreateConsumer(options), meter);

    public ILogReader CreateReader(ReadIsolation isolation) => new MeteredReader(inner.CreateReader(isolation), meter);

    public ILogProducer CreateProducer(LogProducerOptions options) =>
        new MeteredProducer(inner.CreateProducer(options), meter);

    public ILogAdmin CreateAdmin() => inner.CreateAdmin();
}
