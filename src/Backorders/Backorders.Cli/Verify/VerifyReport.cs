namespace Backorders.Cli.Verify;

/// <summary>The outcome of <see cref="LogVerifier"/>.</summary>
sealed class VerifyReport
{
    /// <summary>Commands of the log.</summary>
    public long Commands { get; set; }

    /// <summary>Events of the allocator.</summary>
    public long Events { get; set; }

    /// <summary>How often each invariant was held against the log.</summary>
    public SortedDictionary<string, long> Checks { get; } = new(StringComparer.Ordinal);

    /// <summary>What does not hold.</summary>
    public List<VerifyViolation> Violations { get; } = [];

    /// <summary>True when everything holds.</summary>
    public bool IsClean => Violations.Count == 0;
}
