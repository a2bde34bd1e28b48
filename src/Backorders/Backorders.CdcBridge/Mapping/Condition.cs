namespace Backorders.CdcBridge.Mapping;

/// <summary>A condition on a row.</summary>
/// <param name="Subject">What is compared; null is a text of its own.</param>
/// <param name="Values">What it is compared with; empty to ask for null.</param>
/// <param name="IsNegated">Whether it must not be one of them.</param>
sealed record Condition(Expression Subject, IReadOnlyList<string> Values, bool IsNegated)
{
    /// <summary>Whether the condition holds.</summary>
    /// <param name="text">The subject's text; null for a null of the database.</param>
    public bool Holds(string? text)
    {
        var isOne = Values.Count == 0
            ? text is null
            : text is not null && Values.Contains(text, StringComparer.Ordinal);
        return isOne != IsNegated;
    }
}
