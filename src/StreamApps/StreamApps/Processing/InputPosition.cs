namespace StreamApps.Processing;

/// <summary>What a task record keeps of one input partition.</summary>
/// <param name="Partition">The input.</param>
/// <param name="NextOffset">The offset of the next record to process; -1 when none was processed yet.</param>
/// <param name="MaxTimestamp">The largest timestamp taken from it; -1 for none.</param>
/// <param name="Watermark">Its watermark; -1 for none.</param>
/// <param name="Idle">True when its watermark holds nothing back.</param>
internal readonly record struct InputPosition(
    TopicPartition Partition,
    long NextOffset,
    long MaxTimestamp,
    long Watermark,
    bool Idle);
