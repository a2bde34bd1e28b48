using System.Net;
using System.Net.Sockets;
using StreamApps.EmbeddedKafka.Core;
using StreamApps.EmbeddedKafka.Core.Apis;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>
/// One client. Requests are served one at a time, in order: the next is read when the answer to the last was sent.
/// That keeps an idempotent producer's batches in flight in order.
/// </summary>
internal sealed class Connection(Socket socket, EventLoop loop, ServerLog log, int maxFrameBytes)
{
    readonly string _host = (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";

    /// <summary>Serves until the client closes, sends something that is no request, or the broker stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The accepting loop goes on at once.
        await Task.Yield();
        using var owned = socket;
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        using var frames = new FrameReader(stream, maxFrameBytes);
        try
        {
            while (await frames.ReadAsync(cancellationToken) is { } frame)
            {
                using (frame)
                    await ServeAsync(frame, cancellationToken);
            }
        }
        catch (ProtocolException error)
        {
            log.Write($"closed a connection from {_host}: {error.Message}");
        }
        catch (IOException error) when (error.InnerException is not SocketException)
        {
            log.Write($"closed a connection from {_host}: {error.Message}");
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            // The client went away, or the broker stops: nothing to tell anybody.
        }
    }

    /// <summary>Breaks whatever the connection waits for.</summary>
    public void Abort() => socket.Dispose();

    async Task ServeAsync(Frame frame, CancellationToken cancellationToken)
    {
        var header = RequestHeader.Read(frame.Bytes, out var body);
        if (header.IsUnsupportedApiVersions)
        {
            await SendAsync(ResponseFrame.UnsupportedApiVersions(header.CorrelationId), cancellationToken);
            return;
        }
        var request = header.Api.NewRequest();
        request.Walk(body);
        if (request is ProduceRequest produce)
            ProduceApi.Inspect(produce);
        var response = await AskAsync(header, request, cancellationToken);
        if (request is ProduceRequest { Acks: 0 })
            return;
        await SendAsync(await EncodeAsync(header, request, response, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Damage shows when fetched bytes are read: the partition is then out of service, and the answer says so.
    /// </summary>
    async Task<ResponseFrame> EncodeAsync(
        RequestHeader header, IMessage request, IMessage response, CancellationToken cancellationToken)
    {
        while (true)
        {
            DamagedSegmentException damage;
            try
            {
                return ResponseFrame.Of(header, response);
            }
            catch (DamagedSegmentException error)
            {
                damage = error;
            }
            loop.Post(() => loop.Core.Quarantine(damage));
            response = await AskAsync(header, request, cancellationToken);
        }
    }

    Task<IMessage> AskAsync(RequestHeader header, IMessage request, CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource<IMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = new RequestContext(header.Version, header.ClientId ?? "", _host);
        loop.Post(() =>
        {
            try
            {
                loop.Core.Handle(context, request, response => answered.TrySetResult(response));
            }
            catch (Exception error)
            {
                // Whatever went wrong belongs to this request: its connection ends, the loop goes on.
                answered.TrySetException(error is ProtocolException or IOException
                    ? error
                    : new IOException($"{header.Api.Key} failed: {error}", error));
            }
        });
        // Produced batches lie in the frame's buffer, which must not be given back while the core may still read it.
        return request is ProduceRequest ? answered.Task : answered.Task.WaitAsync(cancellationToken);
    }

    async Task SendAsync(ResponseFrame frame, CancellationToken cancellationToken)
    {
        using (frame)
        {
            for (var rest = frame.Bytes; rest.Length > 0;)
                rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
        }
    }
}
