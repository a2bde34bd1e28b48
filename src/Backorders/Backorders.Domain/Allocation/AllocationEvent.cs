namespace Backorders.Domain.Allocation;

/// <summary>
/// A fact that the allocator states. State is the fold of the events. The union is closed: the events of this assembly
/// are all there are. Units are whole base units.
/// </summary>
/// <param name="Header">What every event carries.</param>
public abstract record AllocationEvent(EventHeader Header)
{
    /// <summary>The type's name.</summary>
    public abstract string Type { get; }
}

/// <summary>A policy came into force for a SKU or as the partition's default.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Policy">The whole policy.</param>
public sealed record PolicyChanged(EventHeader Header, AllocationPolicy Policy) : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(PolicyChanged);
}

/// <summary>A command changed nothing, and why.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Command">The command's type; null when it is no identifier.</param>
/// <param name="Reason">One of <see cref="RejectionReason"/>.</param>
/// <param name="Field">The member at fault; null when it is none alone.</param>
/// <param name="OrderId">The command's order; null when it is no identifier.</param>
/// <param name="LineId">The command's line; null when it is no identifier.</param>
public sealed record CommandRejected(
    EventHeader Header, string? Command, string Reason, string? Field, string? OrderId, string? LineId)
    : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(CommandRejected);
}
