using System.Globalization;

namespace StreamApps.Conformance.Functions;

/// <summary>A function as a vector names it: <c>name</c> or <c>name:argument</c>.</summary>
internal readonly record struct FunctionName(string Name, string Argument)
{
    /// <summary>The argument as a number.</summary>
    public long Number => long.Parse(Argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static FunctionName Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new(text, "") : new(text[..colon], text[(colon + 1)..]);
    }

    public NotSupportedException Unknown(string kind) => new($"'{Name}' is no {kind} of the vector language");
}
