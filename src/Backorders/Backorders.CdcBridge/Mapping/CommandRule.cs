using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Mapping;

/// <summary>How a row becomes a command: an expression for each of its members.</summary>
sealed class CommandRule
{
    public required CommandKind Command { get; init; }

    public required IReadOnlyList<Condition> Where { get; init; }

    public required Expression Sku { get; init; }

    /// <summary>Of every command but a demand without shipments.</summary>
    public Expression? Site { get; init; }

    public Expression? Order { get; init; }

    public Expression? Line { get; init; }

    /// <summary>The reference of an expected supply.</summary>
    public Expression? Reference { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>Of a demand: how much of it was cancelled.</summary>
    public Quantity? Cancelled { get; init; }

    /// <summary>Of a demand: how much of it was shipped.</summary>
    public Quantity? Shipped { get; init; }

    public Expression? PriorityClass { get; init; }

    /// <summary>The requested date of a demand, or the date of a supply.</summary>
    public DateColumn? Date { get; init; }

    public IReadOnlyList<Expression> Sites { get; init; } = [];

    public bool? AllowSplit { get; init; }

    public bool? AllowPartial { get; init; }

    /// <summary>The reason of an adjustment.</summary>
    public string Reason { get; init; } = "other";

    /// <summary>Whether it changes what is on hand.</summary>
    public bool ChangesStock =>
        Command is CommandKind.AdjustStock or CommandKind.ReceiveStock or CommandKind.ConfirmShipment
            || Shipped is not null;
}

/// <summary>A column with a date.</summary>
/// <param name="Column">Its place among the table's columns.</param>
/// <param name="Unit">What a number in it counts, where no schema says so.</param>
sealed record DateColumn(int Column, TimeUnit Unit);
