using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>Predicates: (k, v) -> bool.</summary>
internal static class Predicates
{
    public static Func<Datum?, Datum?, bool> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        var argument = function.Argument;
        switch (function.Name)
        {
            case "all": return static (_, _) => true;
            case "none": return static (_, _) => false;
            case "keyNotNull": return static (key, _) => key is not null;
            case "valueNotNull": return static (_, value) => value is not null;
            case "valueNull": return static (_, value) => value is null;
            case "even": return static (_, value) => Numbers.IsEven(value);
            case "gt": return (_, value) => value is Datum.Number number && number.Value > function.Number;
            case "lt": return (_, value) => value is Datum.Number number && number.Value < function.Number;
            case "keyIs": return (key, _) => Datum.TextOf(key) == argument;
            case "keyPrefix": return (key, _) => Datum.TextOf(key).StartsWith(argument, StringComparison.Ordinal);
            case "valuePrefix": return (_, value) => Strings.HasPrefix(value, argument);
            case "longer": return (_, value) => value is Datum.Text text && text.Value.Length > function.Number;
            default: throw function.Unknown("predicate");
        }
    }
}
