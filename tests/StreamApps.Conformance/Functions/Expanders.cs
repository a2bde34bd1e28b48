using StreamApps.Conformance.Data;

namespace StreamApps.Conformance.Functions;

using Pair = KeyValuePair<Datum?, Datum?>;

/// <summary>Expanders: (k, v) -> list of (key, value).</summary>
internal static class Expanders
{
    const int MaxCountdown = 5;

    public static Func<Datum?, Datum?, IEnumerable<Pair>> Parse(string text)
    {
        var function = FunctionName.Parse(text);
        return function.Name switch
        {
            "nothing" => static (_, _) => [],
            "twice" => static (key, value) => [new(key, value), new(key, value)],
            "tombstone" => static (key, value) => [new(key, value), new(key, null)],
            "countdown" => Countdown,
            "words" => static (key, value) => Words(value).Select(word => new Pair(key, word)),
            "wordKeys" => static (_, value) => Words(value).Select(word => new Pair(word, word)),
            "fork" => static (key, value) =>
                [new(Datum.Of(Datum.TextOf(key)), value), new(Datum.Of(Datum.TextOf(key) + "2"), value)],
            _ => throw function.Unknown("expander"),
        };
    }

    static IEnumerable<Pair> Countdown(Datum? key, Datum? value)
    {
        var number = Numbers.OrZero(value);
        for (var count = 0; count < MaxCountdown && number >= 1; count++, number--)
            yield return new(key, Datum.Of(number));
    }

    static IEnumerable<Datum?> Words(Datum? value) => value is Datum.Text { Value: var text }
        ? text.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Datum.Of)
        : [];
}
