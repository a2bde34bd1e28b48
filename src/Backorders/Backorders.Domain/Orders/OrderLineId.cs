namespace Backorders.Domain.Orders;

/// <summary>The key of a demand line within its SKU. Ordered by order, then line, each by UTF-8 bytes.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="LineId">The line within the order.</param>
public readonly record struct OrderLineId(string OrderId, string LineId) : IComparable<OrderLineId>
{
    /// <inheritdoc/>
    public int CompareTo(OrderLineId other)
    {
        var byOrder = Utf8Order.Compare(OrderId, other.OrderId);
        return byOrder != 0 ? byOrder : Utf8Order.Compare(LineId, other.LineId);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{OrderId}/{LineId}";
}
