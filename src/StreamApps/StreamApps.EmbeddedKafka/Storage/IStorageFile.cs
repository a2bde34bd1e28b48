namespace StreamApps.EmbeddedKafka.Storage;

/// <summary>An append-only file. Appends come from the event loop alone; reads from any thread.</summary>
internal interface IStorageFile : IDisposable
{
    long Length { get; }

    /// <summary>Appends all bytes or none.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Reads up to the span's length; 0 at or beyond the end.</summary>
    int Read(long position, Span<byte> into);

    void Truncate(long length);

    /// <summary>Forces what was appended to the device.</summary>
    void Flush();
}
