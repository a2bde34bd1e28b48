using System.Buffers;

namespace StreamApps.Pipelines.Values;

/// <summary>Values of one size.</summary>
/// <param name="size">Their bytes.</param>
/// <param name="write">Fills exactly <paramref name="size"/> bytes.</param>
/// <param name="read">Reads exactly <paramref name="size"/> bytes.</param>
public sealed class FixedSerde<T>(int size, FixedSerde<T>.Writer write, FixedSerde<T>.Reader read) : ISerde<T>
{
    /// <summary>Writes a value.</summary>
    public delegate void Writer(in T value, Span<byte> bytes);

    /// <summary>Reads a value.</summary>
    public delegate T Reader(ReadOnlySpan<byte> bytes);

    /// <inheritdoc/>
    public void Serialize(T value, IBufferWriter<byte> output)
    {
        write(value, output.GetSpan(size)[..size]);
        output.Advance(size);
    }

    /// <inheritdoc/>
    public T Deserialize(ReadOnlySpan<byte> bytes) => bytes.Length == size
        ? read(bytes)
        : throw new SerdeException($"a {typeof(T).Name} has {size} bytes, these are {bytes.Length}");
}
