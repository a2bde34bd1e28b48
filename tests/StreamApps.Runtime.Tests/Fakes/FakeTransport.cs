using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>Clients of a log in memory.</summary>
sealed class FakeTransport(FakeLog log) : ILogTransport
{
    int _producers;

    /// <summary>The consumer that was created last.</summary>
    public FakeConsumer Consumer { get; private set; } = new(log);

    public ILogConsumer CreateConsumer(LogConsumerOptions options) => Consumer = new FakeConsumer(log);

    public ILogReader CreateReader(ReadIsolation isolation) => new FakeReader(log);

    public ILogProducer CreateProducer(LogProducerOptions options) =>
        new FakeProducer(log, Interlocked.Increment(ref _producers));

    public ILogAdmin CreateAdmin() => new FakeAdmin(log);
}
