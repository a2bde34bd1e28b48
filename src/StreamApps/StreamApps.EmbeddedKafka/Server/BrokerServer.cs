using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using StreamApps.EmbeddedKafka.Core;
using StreamApps.EmbeddedKafka.Registry;
using StreamApps.EmbeddedKafka.Registry.Http;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>Accepts connections and ends them.</summary>
internal sealed class BrokerServer : IAsyncDisposable
{
    const int KeepAliveAfterSeconds = 60;
    const int KeepAliveEverySeconds = 10;
    const int KeepAliveTries = 3;

    readonly Socket _listener;
    readonly IStorage _storage;
    readonly EventLoop _loop;
    readonly ServerLog _log;
    readonly RegistryServer? _registry;
    readonly int _maxFrameBytes;
    readonly int _maxConnections;
    readonly ConcurrentDictionary<Connection, Task> _connections = new();
    readonly CancellationTokenSource _stopping = new();
    Task _accepting = Task.CompletedTask;
    int _disposed;

    public BrokerServer(
        EmbeddedBrokerOptions options, BrokerCore core, IStorage storage, Socket listener, ServerLog log)
    {
        _listener = listener;
        _storage = storage;
        _maxFrameBytes = options.MaxFrameBytes;
        _maxConnections = options.MaxConnections;
        _log = log;
        _loop = new EventLoop(core, options.Time, _log);
        var host = core.Options.Host.Contains(':', StringComparison.Ordinal)
            ? $"[{core.Options.Host}]"
            : core.Options.Host;
        BootstrapServers = string.Create(CultureInfo.InvariantCulture, $"{host}:{core.Options.Port}");
        if (options.RegistryPort is { } port)
            _registry = StartRegistry(options.Host, port);
        if (!System.Net.IPAddress.IsLoopback(options.Host))
        {
            _log.Write(
                $"listening on {options.Host}, as {BootstrapServers}: "
                + "whoever reaches this address can read and write everything");
        }
    }

    public string BootstrapServers { get; }

    public string? RegistryUrl => _registry?.Url;

    RegistryServer StartRegistry(System.Net.IPAddress host, int port)
    {
        var core = _loop.Core;
        var journal = new RegistryJournal(core.InternalTopic(RegistryJournal.TopicName), () => core.NowMs);
        return RegistryServer.Start(host, port, _loop, new RegistryCore(journal), _log);
    }

    public void Start()
    {
        // An empty piece of work arms the first timer.
        _loop.Post(static () => { });
        _accepting = AcceptAsync();
    }

    async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException error)
            {
                // One connection that broke before it was accepted; the next may be fine.
                _log.Write($"a connection failed before it was accepted: {error.Message}");
                continue;
            }
            Admit(socket);
        }
    }

    void Admit(Socket socket)
    {
        if (_connections.Count >= _maxConnections)
        {
            _log.Write($"refused a connection: {_maxConnections} are open");
            socket.Dispose();
            return;
        }
        socket.NoDelay = true;
        KeepAlive(socket);
        var connection = new Connection(socket, _loop, _log, _maxFrameBytes);
        // Entered before it runs: a connection that ends at once must find itself to remove.
        _connections[connection] = Task.CompletedTask;
        _connections.TryUpdate(connection, ServeAsync(connection), Task.CompletedTask);
    }

    /// <summary>A peer that vanished without a word is found out, and its connection ends.</summary>
    static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveAfterSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveEverySeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveTries);
    }

    async Task ServeAsync(Connection connection)
    {
        await connection.RunAsync(_stopping.Token);
        _connections.TryRemove(connection, out _);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        if (_registry is not null)
            await _registry.DisposeAsync();
        foreach (var connection in _connections.Keys)
            connection.Abort();
        await Task.WhenAll(_connections.Values);
        await _loop.StopAsync();
        _loop.Dispose();
        _storage.Dispose();
        _stopping.Dispose();
    }
}
