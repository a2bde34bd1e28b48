using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>Joiners: (k, l, r) -> value.</summary>
internal static class Joiners
{
    public static Func<Datum?, Datum?, Datum?, Datum?> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        return function.Name switch
        {
            "pair" => static (_, left, right) => Pair(left, right),
            "keyed" => static (key, left, right) =>
                Datum.Of($"{Datum.TextOf(key)}:{Datum.TextOf(left)}|{Datum.TextOf(right)}"),
            "sum" => static (_, left, right) => Numbers.Add(left, right),
            "left" => static (_, left, _) => left,
            "right" => static (_, _, right) => right,
            "nullIfEqual" => static (_, left, right) =>
                Datum.TextOf(left) == Datum.TextOf(right) ? null : Pair(left, right),
            _ => throw function.Unknown("joiner"),
        };
    }

    static Datum? Pair(Datum? left, Datum? right) => Datum.Of($"{Datum.TextOf(left)}|{Datum.TextOf(right)}");
}
