using System.Globalization;
using System.Runtime.CompilerServices;

namespace Backorders.Audit.Invariants;

/// <summary>
/// What is wrong where a check fails: an interpolated string that is put together only then. Nearly all of millions of
/// checks hold.
/// </summary>
[InterpolatedStringHandler]
public ref struct FaultText
{
    DefaultInterpolatedStringHandler _text;

    /// <summary>For the compiler.</summary>
    public FaultText(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        isWanted = !holds;
        if (isWanted)
            _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    /// <summary>For the compiler.</summary>
    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    /// <summary>For the compiler.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>The text; asked for once, and only where the check failed.</summary>
    public string Take() => _text.ToStringAndClear();
}
