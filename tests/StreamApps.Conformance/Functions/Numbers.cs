using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>64-bit arithmetic that wraps around.</summary>
internal static class Numbers
{
    public static bool IsEven(Datum? value) => value is Datum.Number number && number.Value % 2 == 0;

    /// <summary>The number; 0 for null.</summary>
    public static long OrZero(Datum? value) => value switch
    {
        null => 0,
        Datum.Number number => number.Value,
        _ => throw new InvalidOperationException($"'{value}' is no number"),
    };

    /// <summary>Applies a function to a number; null stays null.</summary>
    public static Datum? Map(Datum? value, Func<long, long> function) =>
        value is null ? null : Datum.Of(function(OrZero(value)));

    public static Datum Add(Datum? one, Datum? two) => Datum.Of(unchecked(OrZero(one) + OrZero(two)));

    public static Datum Subtract(Datum? one, Datum? two) => Datum.Of(unchecked(OrZero(one) - OrZero(two)));

    /// <summary>Division that truncates; the one quotient that does not fit wraps around.</summary>
    public static long Divide(long dividend, long divisor) =>
        divisor == -1 ? unchecked(-dividend) : dividend / divisor;

    /// <summary>The remainder, with the sign of the dividend.</summary>
    public static long Remainder(long dividend, long divisor) => divisor == -1 ? 0 : dividend % divisor;

    public static long FlooredModulo(long dividend, long divisor)
    {
        var remainder = Remainder(dividend, divisor);
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder;
    }

    /// <summary>The larger of both, or the other one if one is null.</summary>
    public static Datum? Max(Datum? one, Datum? two) => Pick(one, two, static (first, second) => first >= second);

    /// <summary>The smaller of both, or the other one if one is null.</summary>
    public static Datum? Min(Datum? one, Datum? two) => Pick(one, two, static (first, second) => first <= second);

    static Datum? Pick(Datum? one, Datum? two, Func<long, long, bool> first)
    {
        if (one is null || two is null)
            return one ?? two;
        return first(OrZero(one), OrZero(two)) ? one : two;
    }
}
