using System.Buffers;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>One request's bytes in a rented array.</summary>
internal sealed class Frame(byte[] buffer, int length) : IDisposable
{
    public Memory<byte> Bytes => buffer.AsMemory(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
