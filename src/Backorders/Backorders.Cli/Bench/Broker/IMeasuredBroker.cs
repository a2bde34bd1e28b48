namespace Backorders.Cli.Bench.Broker;

/// <summary>A broker in a process of its own.</summary>
interface IMeasuredBroker : IAsyncDisposable
{
    string Name { get; }

    string Bootstrap { get; }

    int ProcessId { get; }

    /// <summary>From the start of its process to its first answer to a client.</summary>
    TimeSpan StartTime { get; }
}
