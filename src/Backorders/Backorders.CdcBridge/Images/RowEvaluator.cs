using System.Globalization;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Images;

/// <summary>Evaluates rows by their mapping. Pure but for the lookups.</summary>
sealed class RowEvaluator(BridgeMapping mapping, ILookups lookups)
{
    /// <summary>The highest priority class.</summary>
    const int MaxPriority = 99;

    readonly QuantityEvaluator _quantities = new(mapping, lookups);

    /// <summary>What a row means.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="image">Its mapped columns.</param>
    /// <param name="position">Where it comes from.</param>
    /// <exception cref="RowRejectedException">It has no meaning.</exception>
    public Evaluation Evaluate(TableMapping table, ColumnValue[] image, SourcePosition position)
    {
        var row = new RowScope(table, image, position, lookups);
        if (table.Commands.Count == 0)
            return new Evaluation([], [], null, []);
        var contributions = new Contribution?[table.Commands.Count];
        if (Passes(table.Where, row))
        {
            for (var index = 0; index < contributions.Length && row.Missing is null; index++)
            {
                var rule = table.Commands[index];
                if (Passes(rule.Where, row) && row.Missing is null)
                    contributions[index] = Evaluate(rule, row);
            }
        }
        return new Evaluation(row.Missing is null ? contributions : null, row.Used, row.Missing, row.Remarks);
    }

    static bool Passes(IReadOnlyList<Condition> conditions, RowScope row)
    {
        foreach (var condition in conditions)
        {
            var text = row.Text(condition.Subject);
            if (row.Missing is not null || !condition.Holds(text))
                return false;
        }
        return true;
    }

    Contribution? Evaluate(CommandRule rule, RowScope row)
    {
        var sku = row.Identifier(rule.Sku, "sku");
        var site = rule.Site is null ? "" : row.Identifier(rule.Site, "site");
        var order = rule.Order is null ? "" : row.Identifier(rule.Order, "order");
        var line = (rule.Line ?? rule.Reference) is { } expression ? Line(rule, expression, row) : "";
        if (row.Missing is not null)
            return null;
        var quantity = _quantities.Units(rule.Quantity, row, "quantity");
        if (row.Missing is not null)
            return null;
        var contribution = new Contribution(rule.Command, sku, site, order, line, quantity);
        switch (rule.Command)
        {
            case CommandKind.PlaceDemand:
                contribution = Demand(rule, row, contribution);
                break;
            case CommandKind.ExpectSupply:
                contribution = Supply(rule, row, contribution);
                break;
            case CommandKind.ReceiveStock or CommandKind.ConfirmShipment:
                NotNegative(quantity, "quantity");
                break;
        }
        return row.Missing is null && contribution is { Quantity: 0, Cancelled: 0, Shipped: 0 } ? null : contribution;
    }

    // A receipt need not be of a supply that was expected.
    static string Line(CommandRule rule, Expression expression, RowScope row) =>
        rule.Command == CommandKind.ReceiveStock && row.Text(expression) is null
            ? ""
            : row.Identifier(expression, rule.Line is null ? "reference" : "line");

    Contribution Demand(CommandRule rule, RowScope row, Contribution contribution)
    {
        NotNegative(contribution.Quantity, "quantity");
        var cancelled = rule.Cancelled is null ? 0 : _quantities.Units(rule.Cancelled, row, "cancelled");
        var shipped = rule.Shipped is null ? 0 : _quantities.Units(rule.Shipped, row, "shipped");
        NotNegative(cancelled, "cancelled");
        NotNegative(shipped, "shipped");
        return contribution with
        {
            Cancelled = cancelled,
            Shipped = shipped,
            Priority = rule.PriorityClass is null ? -1 : Priority(rule.PriorityClass, row),
            Date = rule.Date is null ? "" : Date(rule.Date, row),
            Sites = string.Concat(rule.Sites.Select(site => "\n" + row.Identifier(site, "sites"))),
        };
    }

    static Contribution Supply(CommandRule rule, RowScope row, Contribution contribution)
    {
        NotNegative(contribution.Quantity, "quantity");
        var date = Date(rule.Date!, row);
        return date.Length > 0
            ? contribution with { Date = date }
            : throw new RowRejectedException(
                RowReason.InvalidDate, $"a supply needs a date: '{row.Name(rule.Date!.Column)}' has none that can be");
    }

    static void NotNegative(long quantity, string member)
    {
        if (quantity < 0)
            throw new RowRejectedException(RowReason.NegativeQuantity, $"{member} is {quantity}");
    }

    static int Priority(Expression expression, RowScope row)
    {
        // A null is no priority: the allocator's own then counts.
        if (row.Text(expression) is not { } text)
            return -1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= MaxPriority
            ? number
            : throw new RowRejectedException(
                RowReason.InvalidPriority, $"the priority class '{text}' is no number from 0 to {MaxPriority}");
    }

    static string Date(DateColumn column, RowScope row)
    {
        var value = row.Value(column.Column);
        if (value.Kind == ValueKind.Null)
            return "";
        if (CalendarDate.TryRead(value, column.Unit, out var date))
            return date;
        if (value.Kind is not (ValueKind.Integer or ValueKind.Text or ValueKind.TypedText))
            throw new RowRejectedException(RowReason.InvalidDate, $"'{row.Name(column.Column)}' is no date");
        row.Remark(
            "date_out_of_range",
            $"'{row.Name(column.Column)}' is '{value.Text}', which is no date from 1970 to 2200: the row counts "
            + "without it");
        return "";
    }
}
