namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>The state of one producer id in one partition.</summary>
internal sealed class ProducerEntry(long producerId)
{
    /// <summary>As many batches as an idempotent producer may have in flight.</summary>
    const int WindowSize = 5;

    public const long NoTransaction = -1;

    public long ProducerId { get; } = producerId;

    public short Epoch { get; private set; } = -1;

    /// <summary>The newest batches, oldest first.</summary>
    public List<BatchRange> Window { get; } = new(WindowSize);

    /// <summary>The offset at which the open transaction began in this partition.</summary>
    public long TransactionStart { get; set; } = NoTransaction;

    public long LastTimestamp { get; set; }

    public int LastSequence => Window.Count == 0 ? Sequence.None : Window[^1].LastSequence;

    /// <summary>Moves to an epoch; a newer one forgets the batches of the older.</summary>
    public void MoveTo(short epoch)
    {
        if (epoch == Epoch)
            return;
        Epoch = epoch;
        Window.Clear();
    }

    public void Remember(BatchRange batch)
    {
        if (Window.Count == WindowSize)
            Window.RemoveAt(0);
        Window.Add(batch);
    }
}
