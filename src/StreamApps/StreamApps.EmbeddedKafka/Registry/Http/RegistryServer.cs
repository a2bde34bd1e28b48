using System.Globalization;
using System.Net;
using StreamApps.EmbeddedKafka.Server;

namespace StreamApps.EmbeddedKafka.Registry.Http;

/// <summary>
/// Serves the registry over HTTP. Bodies are bounded, and a request is answered on the event loop, between those of
/// Kafka clients.
/// </summary>
internal sealed class RegistryServer : IAsyncDisposable
{
    /// <summary>No schema that people write is as large.</summary>
    const int MaxBodyBytes = 1024 * 1024;

    const int MaxDrainedBytes = 32 * 1024 * 1024;

    const int TooLarge = 413, Failed = 500, FailedInStore = 50001, BadRequest = 400;
    const string ContentType = "application/vnd.schemaregistry.v1+json";

    readonly HttpListener _listener;
    readonly EventLoop _loop;
    readonly RegistryRoutes _routes;
    readonly ServerLog _log;
    Task _accepting = Task.CompletedTask;

    RegistryServer(HttpListener listener, EventLoop loop, RegistryRoutes routes, ServerLog log, string url)
    {
        _listener = listener;
        _loop = loop;
        _routes = routes;
        _log = log;
        Url = url;
    }

    /// <summary>What a client takes as <c>schema.registry.url</c>.</summary>
    public string Url { get; }

    /// <exception cref="EmbeddedBrokerException">The port is in use.</exception>
    public static RegistryServer Start(IPAddress host, int port, EventLoop loop, RegistryCore core, ServerLog log)
    {
        var (listener, url) = Listen(host, port == 0 ? PortChoice.FindFree(host) : port);
        var server = new RegistryServer(listener, loop, new RegistryRoutes(core), log, url);
        server._accepting = server.AcceptAsync();
        return server;
    }

    static (HttpListener Listener, string Url) Listen(IPAddress host, int port)
    {
        var address = host.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[{host}]"
            : host.ToString();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://{address}:{port}");
        var listener = new HttpListener { IgnoreWriteExceptions = true };
        var isAny = host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any);
        listener.Prefixes.Add(isAny ? string.Create(CultureInfo.InvariantCulture, $"http://*:{port}/") : $"{url}/");
        // The loopback has a second name, which the listener takes for another host.
        if (IPAddress.IsLoopback(host))
            listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/"));
        try
        {
            listener.Start();
            return (listener, url);
        }
        catch (Exception error) when (error is HttpListenerException or System.Net.Sockets.SocketException)
        {
            listener.Close();
            throw new EmbeddedBrokerException(
                $"the schema registry cannot listen on {address}:{port}: {error.Message}", error);
        }
    }

    async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = ServeAsync(context);
            }
            catch (Exception error)
                when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!_listener.IsListening)
                    return;
                _log.Write($"the registry lost a connection: {error.Message}");
            }
        }
    }

    async Task ServeAsync(HttpListenerContext context)
    {
        // The accepting loop goes on at once.
        await Task.Yield();
        try
        {
            var reply = await ReadBodyAsync(context.Request) is { } body
                ? await AnswerAsync(context.Request, body)
                : RegistryReply.Error(TooLarge, TooLarge, $"a body of more than {MaxBodyBytes} bytes");
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = ContentType;
            context.Response.ContentLength64 = reply.Body.Length;
            await context.Response.OutputStream.WriteAsync(reply.Body);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException
            or InvalidOperationException or ProtocolViolationException)
        {
            // The client went away in the middle.
            context.Response.Abort();
        }
    }

    static async Task<byte[]?> ReadBodyAsync(HttpListenerRequest request)
    {
        if (!request.HasEntityBody)
            return [];
        using var body = new MemoryStream();
        var block = new byte[16 * 1024];
        var total = 0L;
        for (int read; total <= MaxDrainedBytes && (read = await request.InputStream.ReadAsync(block)) > 0;)
        {
            total += read;
            // What is too much is read and forgotten: a client that still sends would not see the answer.
            if (total <= MaxBodyBytes)
                body.Write(block, 0, read);
        }
        return total <= MaxBodyBytes ? body.ToArray() : null;
    }

    Task<RegistryReply> AnswerAsync(HttpListenerRequest received, byte[] body)
    {
        var answered = new TaskCompletionSource<RegistryReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (received.RawUrl is not { } url)
            return Task.FromResult(RegistryReply.Error(BadRequest, BadRequest, "HTTP 400 Bad Request"));
        var request = RegistryRequest.Of(received.HttpMethod, url, body);
        _loop.Post(() =>
        {
            try
            {
                answered.SetResult(_routes.Handle(request));
            }
            catch (IOException error)
            {
                answered.SetResult(
                    RegistryReply.Error(Failed, FailedInStore, $"Error in the backend data store: {error.Message}"));
            }
            catch (Exception error)
            {
                // Whatever went wrong belongs to this request; the loop goes on.
                _log.Write($"the registry failed at {request.Method} {url}: {error}");
                answered.SetResult(RegistryReply.Error(Failed, Failed, "Internal server error"));
            }
        });
        return answered.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _accepting;
    }
}
