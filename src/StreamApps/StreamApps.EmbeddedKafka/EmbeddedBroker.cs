using System.Security.Cryptography;
using StreamApps.EmbeddedKafka.Core;
using StreamApps.EmbeddedKafka.Server;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka;

/// <summary>
/// A Kafka broker in this process: one node that speaks the protocol of Apache Kafka to unmodified clients, with
/// idempotent and transactional producers, consumer groups and durable logs. For demonstrations, development and
/// tests. Thread-safe.
/// </summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    readonly BrokerServer _server;

    EmbeddedBroker(BrokerServer server)
    {
        _server = server;
    }

    /// <summary>What a client takes as <c>bootstrap.servers</c>, for example <c>127.0.0.1:29092</c>.</summary>
    public string BootstrapServers => _server.BootstrapServers;

    /// <summary>
    /// What a client takes as <c>schema.registry.url</c>; null without <see
    /// cref="EmbeddedBrokerOptions.RegistryPort"/>.
    /// </summary>
    public string? RegistryUrl => _server.RegistryUrl;

    /// <summary>Starts a broker and returns when it serves.</summary>
    /// <param name="options">Read once.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The running broker; disposing it closes all connections and files.</returns>
    /// <exception cref="EmbeddedBrokerException">
    /// The options are wrong, the port is in use, another broker holds the directory, or its data is damaged.
    /// </exception>
    public static Task<EmbeddedBroker> StartAsync(
        EmbeddedBrokerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        IStorage storage = options.Directory is null ? new MemoryStorage() : new DiskStorage(options.Directory);
        try
        {
            return Task.FromResult(Start(options, storage));
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    /// <summary>Starts a broker over a storage that outlives it.</summary>
    internal static EmbeddedBroker Start(EmbeddedBrokerOptions options, IStorage storage)
    {
        var log = new ServerLog(options.Log);
        var listener = PortChoice.Listen(options.Host, options.Port);
        try
        {
            var core = new BrokerCore(
                new CoreOptions(
                    options.HostForClients,
                    PortChoice.PortOf(listener),
                    options.DefaultPartitions,
                    options.AutoCreateTopics,
                    options.Flush == FlushPolicy.EveryWrite,
                    (int)options.MinSessionTimeout.TotalMilliseconds)
                {
                    Report = log.Write,
                },
                storage,
                options.Time,
                RandomNumberGenerator.GetInt32(int.MaxValue));
            var server = new BrokerServer(options, core, storage, listener, log);
            server.Start();
            return new EmbeddedBroker(server);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Stops serving, closes all connections, and releases port, files and directory.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
