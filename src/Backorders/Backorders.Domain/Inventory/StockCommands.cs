namespace Backorders.Domain.Inventory;

/// <summary>Goods arrived; an expected supply falls in the same command.</summary>
public sealed record ReceiveStock : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "ReceiveStock";

    /// <summary>Names the receipt.</summary>
    public string? ReceiptId { get; init; }

    /// <summary>Where they arrived.</summary>
    public string? Site { get; init; }

    /// <summary>Whole base units, at least 1.</summary>
    public long? Quantity { get; init; }

    /// <summary>The expected supply that they are of.</summary>
    public string? SupplyRef { get; init; }
}

/// <summary>Corrects the books, by a difference or by a count.</summary>
public sealed record AdjustStock : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "AdjustStock";

    /// <summary>Names the adjustment.</summary>
    public string? AdjustmentId { get; init; }

    /// <summary>The site.</summary>
    public string? Site { get; init; }

    /// <summary>The difference; not 0 and not -2^63. Excludes <see cref="Count"/>.</summary>
    public long? Delta { get; init; }

    /// <summary>What was counted, at least 0. Excludes <see cref="Delta"/>.</summary>
    public long? Count { get; init; }

    /// <summary>What the books said when counting, at least 0; default what they say now.</summary>
    public long? BookOnHand { get; init; }

    /// <summary>damage, found, count, return or other (default).</summary>
    public string? Reason { get; init; }
}

/// <summary>Stock is expected to arrive.</summary>
public sealed record ExpectSupply : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "ExpectSupply";

    /// <summary>Names the supply within the SKU.</summary>
    public string? Ref { get; init; }

    /// <summary>Where it should arrive.</summary>
    public string? Site { get; init; }

    /// <summary>Whole base units, at least 1.</summary>
    public long? Quantity { get; init; }

    /// <summary>The day it should arrive; required.</summary>
    public DateOnly? Date { get; init; }
}

/// <summary>Changes what is still expected, or when; what is null stays.</summary>
public sealed record RescheduleSupply : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "RescheduleSupply";

    /// <summary>The supply.</summary>
    public string? Ref { get; init; }

    /// <summary>Units still expected from now on.</summary>
    public long? Quantity { get; init; }

    /// <summary>The new day.</summary>
    public DateOnly? Date { get; init; }
}

/// <summary>A supply will not come.</summary>
public sealed record CancelSupply : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "CancelSupply";

    /// <summary>The supply.</summary>
    public string? Ref { get; init; }
}
