using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>Reducers, (old, new) -> value, and mergers of sessions, (k, one, two) -> agg.</summary>
internal static class Reducers
{
    public static Func<Datum?, Datum?, Datum?> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        switch (function.Name)
        {
            case "sum": return static (old, value) => Numbers.Add(old, value);
            case "subtract": return static (old, value) => Numbers.Subtract(old, value);
            case "max": return static (old, value) => Numbers.Max(old, value);
            case "min": return static (old, value) => Numbers.Min(old, value);
            case "concat": return static (old, value) => Datum.Of($"{Datum.TextOf(old)}+{Datum.TextOf(value)}");
            case "cut": return static (old, value) => Datum.Of($"{Datum.TextOf(old)}-{Datum.TextOf(value)}");
            case "last": return static (_, value) => value;
            case "first": return static (old, _) => old;
            case "nullIfEqual": return static (old, value) => Equals(old, value) ? null : value;
            default: throw function.Unknown("reducer");
        }
    }

    public static Func<Datum?, Datum?, Datum?, Datum?> Merger(string text) => text switch
    {
        "sum" => static (_, one, two) => Numbers.Add(one, two),
        "max" => static (_, one, two) => Numbers.Max(one, two),
        "concat" => static (_, one, two) => Datum.Of($"{Strings.OrEmpty(one)}&{Strings.OrEmpty(two)}"),
        _ => throw FunctionName.Parse(text).Unknown("session merger"),
    };
}
