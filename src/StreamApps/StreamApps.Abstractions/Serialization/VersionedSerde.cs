using System.Buffers;

namespace StreamApps;

/// <summary>
/// A serde whose bytes begin with a version, so that the form of values may change over state that is there: it writes
/// the newest form, and reads older ones through the migration that was given for them. What was read in an old form is
/// written in the new one when it next changes.
/// </summary>
/// <remarks>Immutable; safe for use from several threads when its parts are.</remarks>
public sealed class VersionedSerde<T> : ISerde<T>
{
    readonly byte _version;
    readonly ISerde<T> _current;
    readonly Dictionary<byte, Func<ReadOnlyMemory<byte>, T>> _older;

    /// <summary>Creates a serde that writes and reads one form.</summary>
    /// <param name="version">The number of the form, 0 to 255.</param>
    /// <param name="current">The form.</param>
    public VersionedSerde(byte version, ISerde<T> current)
        : this(version, current, [])
    {
    }

    VersionedSerde(byte version, ISerde<T> current, Dictionary<byte, Func<ReadOnlyMemory<byte>, T>> older)
    {
        ArgumentNullException.ThrowIfNull(current);
        (_version, _current, _older) = (version, current, older);
    }

    /// <summary>The same serde, which also reads an older form.</summary>
    /// <param name="version">The number of the older form.</param>
    /// <param name="serde">The older form.</param>
    /// <param name="migrate">Makes a value of today of one of then; called at each read of an old value.</param>
    /// <exception cref="ArgumentException">The number is taken.</exception>
    public VersionedSerde<T> Reading<TOld>(byte version, ISerde<TOld> serde, Func<TOld, T> migrate)
    {
        ArgumentNullException.ThrowIfNull(serde);
        ArgumentNullException.ThrowIfNull(migrate);
        if (version == _version || _older.ContainsKey(version))
            throw new ArgumentException($"there are two forms with the version {version}", nameof(version));
        return new(_version, _current, new(_older) { [version] = bytes => migrate(serde.Deserialize(bytes.Span)) });
    }

    /// <inheritdoc/>
    public void Serialize(T value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.GetSpan(1)[0] = _version;
        output.Advance(1);
        _current.Serialize(value, output);
    }

    /// <inheritdoc/>
    public T Deserialize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new SerdeException("a versioned value has at least 1 byte, there is none");
        if (bytes[0] == _version)
            return _current.Deserialize(bytes[1..]);
        if (_older.TryGetValue(bytes[0], out var read))
            return read(bytes[1..].ToArray());
        var known = _older.Keys.Append(_version).Order().Select(version => version.ToString(
            System.Globalization.CultureInfo.InvariantCulture));
        throw new SerdeException(
            $"the value has version {bytes[0]}, this serde reads {string.Join(", ", known)}: " +
            "add a migration, or start a newer version");
    }
}
