using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>Key selectors: (k, v) -> key, also for lookups and foreign keys.</summary>
internal static class KeySelectors
{
    public static Func<Datum?, Datum?, Datum?> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        var argument = function.Argument;
        switch (function.Name)
        {
            case "same": return static (key, _) => key;
            case "value": return static (_, value) => value;
            case "first": return static (_, value) => Strings.First(value);
            case "keyFirst": return static (key, _) => Strings.First(key);
            case "before": return static (_, value) => Strings.BeforeColon(value);
            case "const": return (_, _) => Datum.Of(argument);
            case "null": return static (_, _) => null;
            case "nullIfEven": return static (key, value) => Numbers.IsEven(value) ? null : key;
            case "bucket": return (_, value) => value is null ? null : Datum.Of(Bucket(value, function.Number));
            case "rem": return (_, value) => Numbers.Map(value, number => Numbers.Remainder(number, function.Number));
            case "keyText": return static (key, _) => key is null ? null : Datum.Of(Datum.TextOf(key));
            case "valueText": return static (_, value) => value is null ? null : Datum.Of(Datum.TextOf(value));
            case "prepend": return (key, _) => Datum.Of(argument + Datum.TextOf(key));
            case "unwrap": return static (key, _) => (key as Datum.WindowKey)?.Key;
            default: throw function.Unknown("key selector");
        }
    }

    static string Bucket(Datum value, long buckets) =>
        "b" + Datum.TextOf(Datum.Of(Numbers.FlooredModulo(Numbers.OrZero(value), buckets)));
}
