namespace Backorders.CdcBridge.State;

/// <summary>A transaction of which not all changes have come.</summary>
sealed class TransactionGroup
{
    /// <summary>When it has waited long enough, milliseconds since 1970.</summary>
    public long Due { get; init; }

    /// <summary>How many changes wait.</summary>
    public int Buffered { get; set; }

    /// <summary>Whether it has too many changes: they pass one by one.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How many changes of each table came.</summary>
    public Dictionary<string, int> Received { get; set; } = new(StringComparer.Ordinal);

    /// <summary>How many changes each table had; null until the end came.</summary>
    public Dictionary<string, int>? Expected { get; set; }

    /// <summary>Whether all changes came.</summary>
    public bool IsComplete =>
        Expected is { } expected && expected.All(count => Received.GetValueOrDefault(count.Key) >= count.Value);
}
