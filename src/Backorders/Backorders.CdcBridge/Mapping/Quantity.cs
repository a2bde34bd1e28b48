using System.Numerics;

namespace Backorders.CdcBridge.Mapping;

/// <summary>A number of base units: a signed sum of columns, times a factor.</summary>
/// <param name="Terms">The columns.</param>
/// <param name="Factor">Base units in a unit of the source: the numerator.</param>
/// <param name="Divisor">Its denominator.</param>
/// <param name="FactorOf">A factor that differs by row, or null.</param>
sealed record Quantity(
    IReadOnlyList<QuantityTerm> Terms, Values.ExactDecimal Factor, BigInteger Divisor, Expression? FactorOf);

/// <summary>One column of a quantity.</summary>
/// <param name="Column">Its place among the table's columns.</param>
/// <param name="IsNegative">Whether it is subtracted.</param>
/// <param name="Scale">The scale of a precise decimal, where no schema says so; null when it is not declared.</param>
/// <param name="NullIsZero">Whether a null counts as 0; else a row with one is refused.</param>
sealed record QuantityTerm(int Column, bool IsNegative, int? Scale, bool NullIsZero);
