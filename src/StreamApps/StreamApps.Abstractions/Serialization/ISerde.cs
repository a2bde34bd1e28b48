using System.Buffers;

namespace StreamApps;

/// <summary>
/// Turns values into bytes and back. The runtime handles a missing key or value itself: a serde never sees null
/// bytes and is never asked to write a null.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <remarks>
/// Implementations are pure and safe for use from several threads. Equal values must give equal bytes when the
/// serde is used for keys, as stores and partitions compare bytes.
/// </remarks>
public interface ISerde<T>
{
    /// <summary>Appends the value's bytes to <paramref name="output"/>.</summary>
    void Serialize(T value, IBufferWriter<byte> output);

    /// <summary>Reads a value from exactly these bytes.</summary>
    /// <exception cref="SerdeException">The bytes are no value of this type.</exception>
    T Deserialize(ReadOnlySpan<byte> bytes);
}
