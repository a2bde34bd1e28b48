using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

/// <summary>Topic selectors: (k, v) -> name.</summary>
internal static class TopicSelectors
{
    public static Func<Datum?, Datum?, string> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        var prefix = function.Argument;
        return function.Name switch
        {
            "parity" => (_, value) => prefix + (value is null ? "null" : Numbers.IsEven(value) ? "even" : "odd"),
            "byKey" => (key, _) => prefix + Datum.TextOf(key),
            _ => throw function.Unknown("topic selector"),
        };
    }
}
