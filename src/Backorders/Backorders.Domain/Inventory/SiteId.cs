namespace Backorders.Domain.Inventory;

/// <summary>A warehouse, store or third-party site. Ordered by UTF-8 bytes.</summary>
/// <param name="Value">The identifier.</param>
public readonly record struct SiteId(string Value) : IComparable<SiteId>
{
    /// <inheritdoc/>
    public int CompareTo(SiteId other) => Utf8Order.Compare(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
