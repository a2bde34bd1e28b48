using System.Buffers;
using System.IO.Pipelines;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>
/// Cuts the stream into frames. Memory grows with the bytes that came, never with the length that a frame claims; an
/// idle connection holds no buffer.
/// </summary>
internal sealed class FrameReader : IDisposable
{
    const int LengthPrefix = sizeof(int);
    const int FirstBuffer = 64 * 1024;

    readonly Stream _stream;
    readonly PipeReader _pipe;
    readonly int _maxFrameBytes;

    public FrameReader(Stream stream, int maxFrameBytes)
    {
        _stream = stream;
        _maxFrameBytes = maxFrameBytes;
        _pipe = PipeReader.Create(
            stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true, useZeroByteReads: true));
    }

    /// <summary>The next frame; null at the end of the stream.</summary>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        var start = await _pipe.ReadAtLeastAsync(LengthPrefix, cancellationToken);
        if (start.Buffer.Length < LengthPrefix)
            return start.Buffer.IsEmpty ? null : throw new ProtocolException("the connection ended within a frame");
        var length = ReadLength(start.Buffer);
        if (length <= 0 || length > _maxFrameBytes)
            throw new ProtocolException($"a frame of {length} bytes");
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(length, FirstBuffer));
        try
        {
            var there = start.Buffer.Slice(LengthPrefix);
            var taken = (int)Math.Min(there.Length, length);
            buffer = Reserve(buffer, 0, taken, length);
            there.Slice(0, taken).CopyTo(buffer);
            _pipe.AdvanceTo(there.GetPosition(taken));
            // The pipe holds nothing of this frame any more: the rest goes straight to its place.
            while (taken < length)
            {
                buffer = Reserve(buffer, taken, taken + 1, length);
                var room = Math.Min(buffer.Length, length) - taken;
                var read = await _stream.ReadAsync(buffer.AsMemory(taken, room), cancellationToken);
                if (read == 0)
                    throw new ProtocolException("the connection ended within a frame");
                taken += read;
            }
            return new Frame(buffer, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose() => _pipe.Complete();

    static int ReadLength(in ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.TryReadBigEndian(out int length);
        return length;
    }

    /// <summary>Doubles the buffer until it has room, up to the frame's length.</summary>
    static byte[] Reserve(byte[] buffer, int used, int needed, int length)
    {
        if (buffer.Length >= needed)
            return buffer;
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, Math.Max(needed, (long)buffer.Length * 4)));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
