using System.Globalization;

namespace StreamApps.Conformance.Data;

/// <summary>A key or value of the vector language; null is null.</summary>
internal abstract record Datum
{
    /// <summary>The language's <c>text(x)</c>.</summary>
    public static string TextOf(Datum? datum) => datum switch
    {
        Text text => text.Value,
        Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        WindowKey key => string.Create(CultureInfo.InvariantCulture, $"{TextOf(key.Key)}@{key.Start}/{key.End}"),
        _ => "null",
    };

    /// <summary>A number as a value.</summary>
    public static Datum Of(long value) => new Number(value);

    /// <summary>A string as a value; null is null.</summary>
    public static Datum? Of(string? value) => value is null ? null : new Text(value);

    /// <inheritdoc/>
    public sealed override string ToString() => TextOf(this);

    /// <summary>A string.</summary>
    public sealed record Text(string Value) : Datum;

    /// <summary>A 64-bit integer.</summary>
    public sealed record Number(long Value) : Datum;

    /// <summary>The key of a window, with its bounds in milliseconds.</summary>
    public sealed record WindowKey(Datum Key, long Start, long End) : Datum;
}
