namespace StreamApps.Processing;

/// <summary>
/// A record in a partition that its key does not hash to: state of the key is in another partition, where its other
/// records are.
/// </summary>
public sealed class MisroutedRecordException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="source">Where the record is.</param>
    /// <param name="expected">The partition that its key hashes to.</param>
    public MisroutedRecordException(TopicPartition source, int expected)
        : base(
            $"the record is in partition {source.Partition} of {source.Topic}, " +
            $"but its key belongs to partition {expected}: let its producer use the murmur2 partitioner " +
            "(librdkafka: partitioner=murmur2_random) and send it again") =>
        Expected = expected;

    /// <summary>The partition that its key hashes to.</summary>
    public int Expected { get; }
}
