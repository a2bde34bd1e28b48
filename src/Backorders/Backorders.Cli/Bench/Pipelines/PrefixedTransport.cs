using StreamApps.Transport;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>A log in which what is sent to some topics goes to topics with a prefix instead.</summary>
/// <param name="inner">The log.</param>
/// <param name="prefix">The prefix.</param>
/// <param name="targets">The topics with it; all others are sent to under their own names.</param>
sealed class PrefixedTransport(ILogTransport inner, string prefix, IReadOnlyCollection<string> targets) : ILogTransport
{
    public ILogConsumer CreateConsumer(LogConsumerOptions options) => inner.CreateConsumer(options);

    public ILogReader CreateReader(ReadIsolation isolation) => inner.CreateReader(isolation);

    public ILogProducer CreateProducer(LogProducerOptions options) => new PrefixedProducer(
        inner.CreateProducer(options),
        targets.ToDictionary(target => target[prefix.Length..], target => target, StringComparer.Ordinal));

    public ILogAdmin CreateAdmin() => inner.CreateAdmin();
}
