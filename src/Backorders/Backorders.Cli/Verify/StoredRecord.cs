using StreamApps;

namespace Backorders.Cli.Verify;

/// <summary>What the audit keeps of a record: a million of them are in memory at once.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Value">Its value; empty for a tombstone, which no log of the audit has.</param>
readonly record struct StoredRecord(string Topic, int Partition, long Offset, ReadOnlyMemory<byte> Value)
{
    public StoredRecord(LogRecord record)
        : this(record.Source.Topic, record.Source.Partition, record.Offset, record.Value ?? ReadOnlyMemory<byte>.Empty)
    {
    }
}
