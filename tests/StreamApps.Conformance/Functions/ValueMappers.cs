using System.Globalization;
using System.Text.RegularExpressions;
using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>Value mappers: (k, v) -> value.</summary>
internal static partial class ValueMappers
{
    public static Func<Datum?, Datum?, Datum?> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        var argument = function.Argument;
        switch (function.Name)
        {
            case "same": return static (_, value) => value;
            case "add": return (_, value) => Numbers.Map(value, number => unchecked(number + function.Number));
            case "mul": return (_, value) => Numbers.Map(value, number => unchecked(number * function.Number));
            case "halve": return static (_, value) => Numbers.Map(value, static number => Numbers.Divide(number, 2));
            case "rem": return (_, value) => Numbers.Map(value, number => Numbers.Remainder(number, function.Number));
            case "nullIfEven": return static (_, value) => Numbers.IsEven(value) ? null : value;
            case "zeroIfNull": return static (_, value) => value ?? Datum.Of(0);
            case "nullIfPrefix": return (_, value) => Strings.HasPrefix(value, argument) ? null : value;
            case "const": return (_, _) => Datum.Of(argument);
            case "constLong": return (_, _) => Datum.Of(function.Number);
            case "text": return static (_, value) => value is null ? null : Datum.Of(Datum.TextOf(value));
            case "textOrNull": return static (_, value) => Datum.Of(Datum.TextOf(value));
            case "length": return static (_, value) => value is null ? null : Datum.Of(Datum.TextOf(value).Length);
            case "upper":
                return static (_, value) => value is null ? null : Datum.Of(Strings.Upper(Datum.TextOf(value)));
            case "append": return (_, value) => value is null ? null : Datum.Of(Datum.TextOf(value) + argument);
            case "withKey": return static (key, value) => Datum.Of($"{Datum.TextOf(key)}={Datum.TextOf(value)}");
            case "number": return static (_, value) => Parsed(value);
            default: throw function.Unknown("value mapper");
        }
    }

    static Datum? Parsed(Datum? value) => value is Datum.Text { Value: var text } && Digits().IsMatch(text)
        ? Datum.Of(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex(@"\A-?[0-9]{1,18}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Digits();
}
