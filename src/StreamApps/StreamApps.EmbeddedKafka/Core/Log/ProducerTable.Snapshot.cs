namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>The table as bytes, so that recovery need not read the log from its start.</summary>
internal sealed partial class ProducerTable
{
    public byte[] ToSnapshot()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(_entries.Count);
        foreach (var entry in _entries.Values)
        {
            writer.Write(entry.ProducerId);
            writer.Write(entry.Epoch);
            writer.Write(entry.TransactionStart);
            writer.Write(entry.LastTimestamp);
            writer.Write(entry.Window.Count);
            foreach (var batch in entry.Window)
            {
                writer.Write(batch.FirstSequence);
                writer.Write(batch.LastSequence);
                writer.Write(batch.BaseOffset);
                writer.Write(batch.LastOffset);
            }
        }
        writer.Flush();
        return SidecarFile.Seal(stream.ToArray());
    }

    /// <summary>
    /// The table that a snapshot holds; null when the bytes are damaged, so that the log must be read.
    /// </summary>
    public static ProducerTable? FromSnapshot(byte[]? bytes)
    {
        if (!SidecarFile.TryUnseal(bytes, out var content))
            return null;
        var table = new ProducerTable();
        using var reader = new BinaryReader(new MemoryStream(content));
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var entry = table.Entry(reader.ReadInt64());
            entry.MoveTo(reader.ReadInt16());
            var start = reader.ReadInt64();
            entry.LastTimestamp = reader.ReadInt64();
            for (var batches = reader.ReadInt32(); batches > 0; batches--)
            {
                entry.Remember(new BatchRange(
                    reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64()));
            }
            if (start != ProducerEntry.NoTransaction)
                table.Begin(entry, start);
        }
        return table;
    }
}
