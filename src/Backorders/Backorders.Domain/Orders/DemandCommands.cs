namespace Backorders.Domain.Orders;

/// <summary>Orders units of the SKU.</summary>
public sealed record PlaceDemand : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "PlaceDemand";

    /// <summary>Whole base units, at least 1.</summary>
    public long? Quantity { get; init; }

    /// <summary>0 (best) to 99; default 50.</summary>
    public long? PriorityClass { get; init; }

    /// <summary>The day the customer asked for.</summary>
    public DateOnly? RequestedDate { get; init; }

    /// <summary>The line's own sites, distinct, best first; default the policy's.</summary>
    public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary>May be served from several sites; default false.</summary>
    public bool? AllowSplit { get; init; }

    /// <summary>May be served in parts; default true.</summary>
    public bool? AllowPartial { get; init; }
}

/// <summary>Changes the quantity, class or date of a line; what is null stays.</summary>
public sealed record AmendDemand : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "AmendDemand";

    /// <summary>The new quantity, with what is shipped and cancelled.</summary>
    public long? Quantity { get; init; }

    /// <summary>The new class, 0 (best) to 99.</summary>
    public long? PriorityClass { get; init; }

    /// <summary>The new day.</summary>
    public DateOnly? RequestedDate { get; init; }

    /// <summary>Takes the date away; excludes <see cref="RequestedDate"/>.</summary>
    public bool? ClearRequestedDate { get; init; }
}

/// <summary>Gives up open units of a line; held back when its line is not known yet.</summary>
public sealed record CancelDemand : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "CancelDemand";

    /// <summary>Whole base units; null for all that is open.</summary>
    public long? Quantity { get; init; }

    /// <summary>An identifier; default <c>unspecified</c>.</summary>
    public string? Reason { get; init; }
}

/// <summary>Says that goods left a site for a line. It is a fact, so it is recorded whatever the books say.</summary>
public sealed record ConfirmShipment : AllocationCommand
{
    /// <inheritdoc/>
    public override string Type => "ConfirmShipment";

    /// <summary>Where they left.</summary>
    public string? Site { get; init; }

    /// <summary>Whole base units, at least 1.</summary>
    public long? Quantity { get; init; }
}
