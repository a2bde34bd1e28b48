namespace Backorders.Domain.Allocation;

/// <summary>
/// A command as it was sent: members are null where absent, and those that could not be typed are noted in
/// <see cref="Faults"/>. The allocator checks the shape, member by member in the documented order, and rejects at the
/// first failure. The union is closed: the commands of this assembly are all there are.
/// </summary>
public abstract record AllocationCommand
{
    private protected AllocationCommand()
    {
    }

    /// <summary>The type as sent; null when it was no string.</summary>
    public abstract string? Type { get; }

    /// <summary>The id by which a repeat is known; required but for <see cref="Tick"/>.</summary>
    public string? EventId { get; init; }

    /// <summary>The SKU, or <c>*</c> for a policy of the partition; required but for <see cref="Tick"/>.</summary>
    public string? Sku { get; init; }

    /// <summary>The order; any command may name one, and a rejection repeats it.</summary>
    public string? OrderId { get; init; }

    /// <summary>The line of the order; any command may name one, and a rejection repeats it.</summary>
    public string? LineId { get; init; }

    /// <summary>The members that could not be typed; at most one entry for each.</summary>
    public ImmutableArray<MemberFault> Faults { get; init; } = [];
}

/// <summary>A command of a type that this version does not know, or of none.</summary>
/// <param name="SentType">The type as sent; null when it was no string.</param>
public sealed record UnknownCommand(string? SentType) : AllocationCommand
{
    /// <inheritdoc/>
    public override string? Type => SentType;
}

/// <summary>Only time passes. Needs no SKU and is never de-duplicated.</summary>
public sealed record Tick : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "Tick";
}

/// <summary>Replaces the policy of a SKU, or the partition's default, as a whole.</summary>
public sealed record SetPolicy : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "SetPolicy";

    /// <summary>At least 1, above the scope's present version.</summary>
    public long? Version { get; init; }

    /// <summary>Distinct sites, best first; default none.</summary>
    public ImmutableArray<string> SiteOrder { get; init; } = [];

    /// <summary>Units at least 0, each site once and in the site order; default none.</summary>
    public ImmutableArray<SafetyStockEntry> SafetyStock { get; init; } = [];

    /// <summary><c>skip</c> (default) or <c>strict</c>.</summary>
    public string? FillMode { get; init; }

    /// <summary>Empty (default) or just <c>requestedDate</c>.</summary>
    public ImmutableArray<string> SortKeys { get; init; } = [];

    /// <summary>0 to 10^13 ms; default 7 days.</summary>
    public long? CancellationTtlMs { get; init; }

    /// <summary>0 to 10^13 ms; default 7 days.</summary>
    public long? DedupWindowMs { get; init; }

    /// <summary>0 to 10^13 ms; default 30 days.</summary>
    public long? ClosedLineRetentionMs { get; init; }
}

/// <summary>An entry of <see cref="SetPolicy.SafetyStock"/> as sent.</summary>
/// <param name="Site">The site.</param>
/// <param name="Units">Units to keep.</param>
public readonly record struct SafetyStockEntry(string? Site, long? Units);
