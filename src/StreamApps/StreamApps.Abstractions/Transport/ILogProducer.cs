namespace StreamApps.Transport;

/// <summary>
/// Sends records, in transactions when it was created with a transactional id. For one thread. After an error of
/// kind <see cref="LogErrorKind.UnknownOutcome"/>, <see cref="LogErrorKind.Fenced"/> or
/// <see cref="LogErrorKind.Fatal"/> it must be disposed: beginning again on it could let a delayed end of the old
/// transaction end the new one.
/// </summary>
public interface ILogProducer : IDisposable
{
    /// <summary>
    /// Fences any predecessor with the same transactional id and ends the transaction that it left open.
    /// </summary>
    void InitTransactions(TimeSpan timeout);

    /// <summary>Opens a transaction.</summary>
    void BeginTransaction();

    /// <summary>
    /// Hands a record over; its delivery is known when the transaction commits or <see cref="Flush"/> returns.
    /// </summary>
    void Send(in OutgoingRecord record);

    /// <summary>Waits until all records are delivered.</summary>
    void Flush(TimeSpan timeout);

    /// <summary>Adds the input positions of the group to the transaction.</summary>
    /// <exception cref="LogTransportException">
    /// Also when <paramref name="group"/> is no member of any generation.
    /// </exception>
    void SendOffsets(IReadOnlyCollection<TopicPartitionOffset> offsets, IGroupMetadata group, TimeSpan timeout);

    /// <summary>Delivers what is outstanding and commits.</summary>
    void CommitTransaction(TimeSpan timeout);

    /// <summary>Drops what is outstanding and aborts.</summary>
    void AbortTransaction(TimeSpan timeout);

    /// <summary>
    /// The offset of the last delivered record of the partition that was sent with
    /// <see cref="OutgoingRecord.TrackOffset"/>; null when the broker did not report one.
    /// </summary>
    long? DeliveredOffset(TopicPartition partition);
}
