using System.IO.Compression;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// Opens a batch's records. The broker stores what it is sent and looks inside only for look-ups by time and for
/// compaction: plain and gzip batches can be opened, others are treated as whole.
/// </summary>
internal static class BatchPayload
{
    const int None = 0;
    const int Gzip = 1;

    /// <summary>No batch grows beyond this when it is opened: a small one could otherwise fill the memory.</summary>
    const int MaxOpenedBytes = 256 * 1024 * 1024;

    public static bool TryOpen(ReadOnlySpan<byte> batch, in BatchHeader header, out ReadOnlySpan<byte> payload)
    {
        payload = batch[BatchHeader.Length..];
        return header.Compression switch
        {
            None => true,
            Gzip => TryInflate(payload, out payload),
            _ => false,
        };
    }

    static bool TryInflate(ReadOnlySpan<byte> compressed, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        using var source = new GZipStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        using var target = new MemoryStream();
        var block = new byte[64 * 1024];
        try
        {
            for (int read; (read = source.Read(block)) > 0;)
            {
                target.Write(block, 0, read);
                if (target.Length > MaxOpenedBytes)
                    return false;
            }
        }
        catch (InvalidDataException)
        {
            // A client's broken stream was stored as sent; its batch is treated as one that cannot be opened.
            return false;
        }
        payload = target.ToArray();
        return true;
    }
}
