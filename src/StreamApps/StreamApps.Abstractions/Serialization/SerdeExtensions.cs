using System.Buffers;

namespace StreamApps;

/// <summary>Serdes made from others.</summary>
public static class SerdeExtensions
{
    /// <summary>
    /// The same bytes for a type that has null, so that records without key or value can be read: the runtime itself
    /// turns a null into no bytes at all.
    /// </summary>
    public static ISerde<T?> OrNull<T>(this ISerde<T> serde)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(serde);
        return new NullableSerde<T>(serde);
    }

    sealed class NullableSerde<T>(ISerde<T> inner) : ISerde<T?>
        where T : struct
    {
        public void Serialize(T? value, IBufferWriter<byte> output) =>
            inner.Serialize(value.GetValueOrDefault(), output);

        public T? Deserialize(ReadOnlySpan<byte> bytes) => inner.Deserialize(bytes);
    }
}
