using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Backorders.CdcBridge.Values;

/// <summary>A decimal number without rounding: <c>unscaled / 10^scale</c>.</summary>
/// <param name="Unscaled">All digits, with the sign.</param>
/// <param name="Scale">How many of them follow the point; never negative.</param>
readonly record struct ExactDecimal(BigInteger Unscaled, int Scale)
{
    /// <summary>More digits than any quantity has; bounds the work that a hostile number causes.</summary>
    public const int MaxDigits = 400;

    /// <summary>
    /// The digits that every double keeps: a number with more may have been another one in the database.
    /// </summary>
    const int DigitsOfDouble = 15;

    /// <summary>
    /// Reads digits with an optional sign, point and exponent; nothing else: no blanks, NaN or infinity.
    /// </summary>
    public static bool TryParse(string text, out ExactDecimal value)
    {
        value = default;
        if (text.Length is 0 or > MaxDigits)
            return false;
        var mantissa = text.AsSpan();
        var exponent = 0;
        if (mantissa.IndexOfAny('e', 'E') is >= 0 and var mark)
        {
            if (!int.TryParse(
                mantissa[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || exponent is < -MaxDigits or > MaxDigits)
            {
                return false;
            }
            mantissa = mantissa[..mark];
        }
        if (!TryReadMantissa(mantissa, out var unscaled, out var scale))
            return false;
        value = exponent > scale
            ? new(unscaled * BigInteger.Pow(10, exponent - scale), 0)
            : new(unscaled, scale - exponent);
        return true;
    }

    /// <summary>
    /// Reads the base64 of a big-endian two's-complement unscaled value, as precise decimals are sent.
    /// </summary>
    public static bool TryParseUnscaled(string base64, int scale, out ExactDecimal value)
    {
        value = default;
        if (base64.Length is 0 or > MaxDigits)
            return false;
        Span<byte> bytes = stackalloc byte[MaxDigits];
        if (!Convert.TryFromBase64String(base64, bytes, out var written) || written == 0)
            return false;
        value = new(new BigInteger(bytes[..written], isUnsigned: false, isBigEndian: true), scale);
        return true;
    }

    /// <summary>As <see cref="TryParseUnscaled(string, int, out ExactDecimal)"/>, from UTF-8.</summary>
    public static bool TryParseUnscaled(ReadOnlySpan<byte> base64, int scale, out ExactDecimal value)
    {
        value = default;
        if (base64.Length is 0 or > MaxDigits)
            return false;
        Span<byte> bytes = stackalloc byte[MaxDigits];
        if (Base64.DecodeFromUtf8(base64, bytes, out _, out var written) != OperationStatus.Done || written == 0)
            return false;
        value = new(new BigInteger(bytes[..written], isUnsigned: false, isBigEndian: true), scale);
        return true;
    }

    /// <summary>Whether a number that came as a double may have lost digits on its way.</summary>
    public static bool MayHaveLostDigits(string text)
    {
        var digits = 0;
        foreach (var character in text)
        {
            if (character is 'e' or 'E')
                break;
            if (char.IsAsciiDigit(character) && (digits > 0 || character != '0'))
                digits++;
        }
        return digits > DigitsOfDouble;
    }

    /// <summary>The product of both, exactly.</summary>
    public static ExactDecimal operator *(ExactDecimal left, ExactDecimal right) =>
        new(left.Unscaled * right.Unscaled, left.Scale + right.Scale);

    /// <summary>The sum of both, exactly.</summary>
    public static ExactDecimal operator +(ExactDecimal left, ExactDecimal right) => left.Scale >= right.Scale
        ? new(left.Unscaled + Widen(right, left.Scale), left.Scale)
        : new(Widen(left, right.Scale) + right.Unscaled, right.Scale);

    /// <summary>The number with the other sign.</summary>
    public static ExactDecimal operator -(ExactDecimal value) => new(-value.Unscaled, value.Scale);

    /// <summary>The quotient by a whole number, if it is whole as well.</summary>
    /// <param name="divisor">Above zero.</param>
    /// <param name="whole">The quotient, rounded towards zero when it is not whole.</param>
    public bool TryWhole(BigInteger divisor, out BigInteger whole)
    {
        whole = BigInteger.DivRem(Unscaled, BigInteger.Pow(10, Scale) * divisor, out var rest);
        return rest.IsZero;
    }

    /// <summary>The digits, with a point where the scale is above zero.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture);
        if (Scale == 0)
            return Unscaled.Sign < 0 ? "-" + digits : digits;
        var text = new StringBuilder(digits.Length + 3);
        if (Unscaled.Sign < 0)
            text.Append('-');
        if (digits.Length <= Scale)
            digits = new string('0', Scale + 1 - digits.Length) + digits;
        return text.Append(digits, 0, digits.Length - Scale).Append('.').Append(
            digits, digits.Length - Scale, Scale).ToString();
    }

    static BigInteger Widen(ExactDecimal value, int scale) => value.Unscaled * BigInteger.Pow(10, scale - value.Scale);

    static bool TryReadMantissa(ReadOnlySpan<char> text, out BigInteger unscaled, out int scale)
    {
        scale = 0;
        unscaled = default;
        Span<char> digits = stackalloc char[MaxDigits + 1];
        var count = 0;
        var point = -1;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsAsciiDigit(character))
                digits[count++] = character;
            else if (character == '.' && point < 0)
                point = count;
            else if (index == 0 && character is '-' or '+')
                continue;
            else
                return false;
        }
        if (count == 0)
            return false;
        scale = point < 0 ? 0 : count - point;
        unscaled = count <= 18
            ? long.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture)
            : BigInteger.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        if (text[0] == '-')
            unscaled = -unscaled;
        return true;
    }
}
