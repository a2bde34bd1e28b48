namespace Backorders.Cli.Demo.Feed;

/// <summary>What a feed produced, and what it could not use.</summary>
sealed class FeedStatistics
{
    const int MaxSamples = 5;

    /// <summary>Orders placed.</summary>
    public int Orders { get; set; }

    /// <summary>Order lines placed.</summary>
    public int Lines { get; set; }

    /// <summary>Cancellations, those without an order among them.</summary>
    public int Cancellations { get; set; }

    /// <summary>Cancellations for which no earlier order is in the input.</summary>
    public int UnmatchedCancellations { get; set; }

    /// <summary>Receipts and expected supplies, all made up.</summary>
    public int Receipts { get; set; }

    /// <summary>Stock adjustments.</summary>
    public int Adjustments { get; set; }

    /// <summary>Rows that are about no product.</summary>
    public int SkippedRows { get; set; }

    /// <summary>Rows that could not be read.</summary>
    public int BadRows { get; private set; }

    /// <summary>The first of them: file, line and reason.</summary>
    public List<string> BadRowSamples { get; } = [];

    /// <summary>Counts a row that could not be read.</summary>
    public void AddBadRow(string file, int line, string reason)
    {
        BadRows++;
        if (BadRowSamples.Count < MaxSamples)
            BadRowSamples.Add($"{file}:{line}: {reason}");
    }
}
