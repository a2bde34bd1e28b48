using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>Aggregators, (k, v, agg) -> agg, and initializers.</summary>
internal static class Aggregators
{
    public static Func<Datum?, Datum?, Datum?, Datum?> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        switch (function.Name)
        {
            case "sum": return static (_, value, aggregate) => Numbers.Add(aggregate, value);
            case "subtract": return static (_, value, aggregate) => Numbers.Subtract(aggregate, value);
            case "count": return static (_, _, aggregate) => Numbers.Add(aggregate, Datum.Of(1));
            case "uncount": return static (_, _, aggregate) => Numbers.Subtract(aggregate, Datum.Of(1));
            case "sumOrNull": return static (_, value, aggregate) => NullIfZero(Numbers.Add(aggregate, value));
            case "max": return static (_, value, aggregate) => Numbers.Max(aggregate, value);
            case "min": return static (_, value, aggregate) => Numbers.Min(aggregate, value);
            case "concat":
                return static (_, value, aggregate) =>
                    Datum.Of($"{Strings.OrEmpty(aggregate)}+{Datum.TextOf(value)}");
            case "cut":
                return static (_, value, aggregate) =>
                    Datum.Of($"{Strings.OrEmpty(aggregate)}-{Datum.TextOf(value)}");
            case "keyed":
                return static (key, value, aggregate) =>
                    Datum.Of($"{Strings.OrEmpty(aggregate)}+{Datum.TextOf(key)}={Datum.TextOf(value)}");
            case "last": return static (_, value, _) => value;
            case "first": return static (_, value, aggregate) => aggregate ?? value;
            case "keep": return static (_, _, aggregate) => aggregate;
            case "toggle": return static (_, value, aggregate) => aggregate is null ? value : null;
            default: throw function.Unknown("aggregator");
        }
    }

    public static Func<Datum?> Initializer(string text) => text switch
    {
        "zero" => static () => Datum.Of(0),
        "empty" => static () => Datum.Of(""),
        "null" => static () => null,
        _ => throw FunctionName.Parse(text).Unknown("initializer"),
    };

    static Datum? NullIfZero(Datum sum) => Numbers.OrZero(sum) == 0 ? null : sum;
}
