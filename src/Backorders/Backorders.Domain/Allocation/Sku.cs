namespace Backorders.Domain.Allocation;

/// <summary>A stock keeping unit, or the partition itself (<see cref="Partition"/>). Ordered by UTF-8 bytes.</summary>
/// <param name="Value">The identifier.</param>
public readonly record struct Sku(string Value) : IComparable<Sku>
{
    /// <summary>The scope <c>*</c>: the partition's own sequence, default policy and remembered ids.</summary>
    public static Sku Partition { get; } = new("*");

    /// <inheritdoc/>
    public int CompareTo(Sku other) => Utf8Order.Compare(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
