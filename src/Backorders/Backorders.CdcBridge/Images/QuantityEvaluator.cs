using System.Numerics;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Images;

/// <summary>Makes whole base units of the decimals of a row, exactly or not at all.</summary>
sealed class QuantityEvaluator(BridgeMapping mapping, ILookups lookups)
{
    /// <summary>The units of a quantity; 0 when a lookup is missing.</summary>
    /// <exception cref="RowRejectedException">It is no whole number of base units, or a column has none.</exception>
    public long Units(Quantity quantity, RowScope row, string member)
    {
        var sum = new ExactDecimal(BigInteger.Zero, 0);
        foreach (var term in quantity.Terms)
        {
            var number = Number(term, row);
            sum += term.IsNegative ? -number : number;
        }
        var factor = quantity.FactorOf is { } expression ? Factor(expression, row) : quantity.Factor;
        if (row.Missing is not null)
            return 0;
        if (!(sum * factor).TryWhole(quantity.Divisor, out var whole))
            throw new RowRejectedException(
                RowReason.FractionalQuantity, $"{member} {sum} times the factor is no whole number of base units");
        // The smallest number has no counterpart above zero, so no adjustment can take it back.
        return whole > long.MinValue && whole <= long.MaxValue
            ? (long)whole
            : throw new RowRejectedException(
                RowReason.OutOfRange, $"{member} {sum} times the factor is out of 64 bits");
    }

    static ExactDecimal Factor(Expression expression, RowScope row)
    {
        var text = row.Text(expression);
        if (row.Missing is not null)
            return default;
        return text is not null && ExactDecimal.TryParse(text, out var factor) && factor.Unscaled.Sign > 0
            ? factor
            : throw new RowRejectedException(RowReason.NotANumber, $"the factor '{text}' is no number above 0");
    }

    ExactDecimal Number(QuantityTerm term, RowScope row)
    {
        var value = row.Value(term.Column);
        switch (value.Kind)
        {
            case ValueKind.Null when term.NullIsZero:
                return new ExactDecimal(BigInteger.Zero, 0);
            case ValueKind.Null:
                throw new RowRejectedException(
                    RowReason.NullQuantity,
                    $"'{row.Name(term.Column)}' is null: if that means nothing, map it with null: zero");
            case ValueKind.Text when row.Table.Shape != TableShape.Outbox:
                return OfText(value.Text, term, row);
            case ValueKind.Double when ExactDecimal.MayHaveLostDigits(value.Text):
                throw new RowRejectedException(
                    RowReason.LostDigits,
                    $"'{row.Name(term.Column)}' {value.Text} went through a double, which keeps 15 digits: "
                    + "set decimal.handling.mode to precise or string");
            case ValueKind.Integer or ValueKind.Double or ValueKind.Decimal or ValueKind.TypedText or ValueKind.Text
                when ExactDecimal.TryParse(value.Text, out var number):
                return number;
            default:
                throw NotANumber(value, term, row);
        }
    }

    // Without a schema a string may be digits or base64, and some are both: only the mapping can say.
    ExactDecimal OfText(string text, QuantityTerm term, RowScope row)
    {
        switch (mapping.Source.Decimals)
        {
            case DecimalMode.Precise:
                var scale = lookups.ScaleOf(row.Table, term.Column, row.Position) ?? term.Scale
                    ?? throw new RowRejectedException(
                        RowReason.ScaleUnknown,
                        $"'{row.Name(term.Column)}' is a precise decimal without a schema: map its scale, or read "
                        + "the schema-change topic");
                return ExactDecimal.TryParseUnscaled(text, scale, out var unscaled)
                    ? unscaled
                    : throw NotANumber(new(ValueKind.Text, text), term, row);
            case DecimalMode.String:
                return ExactDecimal.TryParse(text, out var number)
                    ? number
                    : throw NotANumber(new(ValueKind.Text, text), term, row);
            case DecimalMode.Double:
                throw new RowRejectedException(
                    RowReason.NotANumber,
                    $"'{row.Name(term.Column)}' is a string, and the mapping says decimals: double");
            default:
                throw new RowRejectedException(
                    RowReason.DecimalsUndeclared,
                    $"'{row.Name(term.Column)}' is a string without a schema: say in the mapping's source whether "
                    + "decimals are precise or string");
        }
    }

    static RowRejectedException NotANumber(ColumnValue value, QuantityTerm term, RowScope row)
    {
        const int Shown = 60;
        var text = value.Text.Length > Shown ? value.Text[..Shown] + "..." : value.Text;
        return new(RowReason.NotANumber, $"'{row.Name(term.Column)}' is no number: '{text}'");
    }
}
