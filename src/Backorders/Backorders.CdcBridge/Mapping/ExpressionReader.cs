using System.Globalization;
using System.Numerics;
using Backorders.CdcBridge.Values;
using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Mapping;

/// <summary>Reads the expressions of one table's rules.</summary>
/// <param name="table">The table.</param>
/// <param name="tables">All tables by their ids, for lookups.</param>
/// <param name="lookups">The lookups so far, by name.</param>
/// <param name="problems">Where problems go.</param>
sealed class ExpressionReader(
    TableColumns table,
    IReadOnlyDictionary<string, TableColumns> tables,
    Dictionary<string, LookupDefinition> lookups,
    MappingProblems problems)
{
    const int MaxScale = 100;

    /// <summary>
    /// Reads an expression: a column's name, or a mapping with <c>column</c>, <c>constant</c>, <c>lookup</c> or
    /// <c>join</c>.
    /// </summary>
    public Expression? Read(YamlNode node, string what)
    {
        if (node is YamlScalarNode)
            return problems.Scalar(node, what) is { } name ? new Expression.Column(table.IndexOf(name)) : null;
        var fields = new YamlFields(node, what, problems);
        if (!fields.IsValid)
            return null;
        Expression? expression = null;
        if (fields.Optional("column") is { } column)
            expression = problems.Scalar(column, "column") is { } name
                ? new Expression.Column(table.IndexOf(name))
                : null;
        else if (fields.Optional("constant") is { } constant)
            expression = problems.Scalar(constant, "constant") is { } text ? new Expression.Constant(text) : null;
        else if (fields.Optional("lookup") is { } lookup)
            expression = ReadLookup(fields, lookup);
        else if (fields.Optional("join") is { } join)
            expression = ReadJoin(fields, join);
        else
            problems.Add(node, $"{what} must be a column's name, or one of column, constant, lookup, join");
        fields.Finish();
        return expression;
    }

    /// <summary>Reads a quantity: one column or a list of them, <c>-</c> before one that is subtracted.</summary>
    /// <param name="node">The columns.</param>
    /// <param name="what">The member's name.</param>
    /// <param name="scale">The scale of terms without one of their own.</param>
    /// <param name="factor">The factor's node, or null.</param>
    public Quantity? ReadQuantity(YamlNode node, string what, int? scale, YamlNode? factor)
    {
        var terms = new List<QuantityTerm>();
        foreach (var item in MappingProblems.Items(node))
        {
            if (ReadTerm(item, what, scale) is { } term)
                terms.Add(term);
        }
        if (terms.Count == 0)
        {
            if (node is YamlSequenceNode { Children.Count: 0 })
                problems.Add(node, $"'{what}' needs at least one column");
            return null;
        }
        return ReadFactor(factor) is var (number, divisor, expression)
            ? new Quantity(terms, number, divisor, expression)
            : null;
    }

    /// <summary>Reads a date: a column's name, or a mapping with <c>column</c> and <c>unit</c>.</summary>
    public DateColumn? ReadDate(YamlNode node, string what)
    {
        if (node is YamlScalarNode)
            return problems.Scalar(node, what) is { } name ? new DateColumn(table.IndexOf(name), TimeUnit.Days) : null;
        var fields = new YamlFields(node, what, problems);
        var column = fields.Text("column", isRequired: true);
        var unit = fields.Choice("unit", MappingWords.Units, TimeUnit.Days);
        fields.Finish();
        return column is null ? null : new DateColumn(table.IndexOf(column), unit);
    }

    /// <summary>Reads conditions: a list of mappings with a subject and what it is compared with.</summary>
    public IReadOnlyList<Condition> ReadConditions(YamlNode? node)
    {
        var conditions = new List<Condition>();
        foreach (var item in node is null ? [] : MappingProblems.Items(node))
        {
            if (ReadCondition(item) is { } condition)
                conditions.Add(condition);
        }
        return conditions;
    }

    Condition? ReadCondition(YamlNode node)
    {
        var fields = new YamlFields(node, "a condition", problems);
        if (!fields.IsValid)
            return null;
        var subject = fields.Optional("column") is { } column ? Read(column, "column")
            : fields.Optional("value") is { } value ? Read(value, "value") : null;
        if (subject is null)
            problems.Add(node, "a condition needs 'column', or 'value' with an expression");
        Condition? condition = null;
        var count = 0;
        foreach (var (name, isNegated) in new[]
        {
            ("equals", false),
            ("not_equals", true),
            ("in", false),
            ("not_in", true),
        })
        {
            if (fields.Optional(name) is not { } operand)
                continue;
            count++;
            string[] values =
                [.. MappingProblems.Items(operand).Select(item => problems.Scalar(item, name)).OfType<string>()];
            if (values.Length == 0)
                problems.Add(
                    operand,
                    $"'{name}' needs a value; to ask for null write is_null: {(isNegated ? "false" : "true")}");
            condition = new Condition(subject ?? new Expression.Constant(""), values, isNegated);
        }
        if (fields.Flag("is_null") is { } isNull)
        {
            count++;
            condition = new Condition(subject ?? new Expression.Constant(""), [], !isNull);
        }
        if (count != 1)
            problems.Add(node, "a condition needs exactly one of equals, not_equals, in, not_in, is_null");
        fields.Finish();
        return condition;
    }

    QuantityTerm? ReadTerm(YamlNode node, string what, int? scale)
    {
        if (node is YamlScalarNode)
        {
            if (problems.Scalar(node, what) is not { } text)
                return null;
            var isNegative = text[0] == '-';
            return new QuantityTerm(
                table.IndexOf(isNegative ? text[1..].Trim() : text), isNegative, scale, NullIsZero: false);
        }
        var fields = new YamlFields(node, what, problems);
        var column = fields.Text("column", isRequired: true);
        var own = fields.Optional("scale") is null ? scale : fields.Number("scale", 0, 0, MaxScale);
        var subtract = fields.Flag("subtract") ?? false;
        var nullIsZero = fields.Choice("null", MappingWords.Nulls, fallback: false);
        fields.Finish();
        return column is null ? null : new QuantityTerm(table.IndexOf(column), subtract, own, nullIsZero);
    }

    (ExactDecimal Number, BigInteger Divisor, Expression? Expression)? ReadFactor(YamlNode? node)
    {
        var one = new ExactDecimal(BigInteger.One, 0);
        if (node is null)
            return (one, BigInteger.One, null);
        if (node is not YamlScalarNode)
            return Read(node, "factor") is { } expression ? (one, BigInteger.One, expression) : null;
        var text = problems.Scalar(node, "factor") ?? "";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (ExactDecimal.TryParse(slash < 0 ? text : text[..slash].Trim(), out var number) && number.Unscaled.Sign > 0)
        {
            if (slash < 0)
                return (number, BigInteger.One, null);
            if (BigInteger.TryParse(
                text.AsSpan()[(slash + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var divisor)
                    && divisor.Sign > 0)
            {
                return (number, divisor, null);
            }
        }
        problems.Add(
            node,
            $"'factor: {text}' must be a number above 0, such as 1000 or 0.5, a fraction such as 1/12, or a mapping "
            + "with column or lookup");
        return null;
    }

    Expression? ReadJoin(YamlFields fields, YamlNode join)
    {
        Expression[] parts = [.. MappingProblems.Items(join).Select(item => Read(item, "join")).OfType<Expression>()];
        var separator = fields.Optional("separator") is YamlScalarNode { Value: { } text } ? text : "-";
        return parts.Length == 0 ? null : new Expression.Join(parts, separator);
    }

    Expression? ReadLookup(YamlFields fields, YamlNode lookup)
    {
        var id = problems.Scalar(lookup, "lookup");
        var by = fields.Required("by");
        var take = fields.Text("take", isRequired: true);
        if (id is null || by is null || take is null)
            return null;
        if (!tables.TryGetValue(id, out var other))
        {
            problems.Add(lookup, $"lookup '{id}' is none of the mapped tables: add it, with kind: lookup");
            return null;
        }
        var columns = new List<string>();
        var keys = new List<Expression>();
        foreach (var (name, node) in ByMembers(by))
        {
            if (Read(node, "by") is { } key)
            {
                columns.Add(name);
                keys.Add(key);
            }
        }
        if (columns.Count == 0)
            return null;
        return new Expression.Lookup(Definition(other, columns), keys, other.IndexOf(take));
    }

    // "by: a" and "by: [a, b]" name columns that both tables have; "by: {theirs: ours}" tells them apart.
    IEnumerable<(string Name, YamlNode Node)> ByMembers(YamlNode by)
    {
        if (by is YamlMappingNode mapping)
        {
            foreach (var (key, value) in mapping.Children)
            {
                if (problems.Scalar(key, "by") is { } name)
                    yield return (name, value);
            }
            yield break;
        }
        foreach (var item in MappingProblems.Items(by))
        {
            if (problems.Scalar(item, "by") is { } name)
                yield return (name, item);
        }
    }

    LookupDefinition Definition(TableColumns other, List<string> columns)
    {
        var name = $"{other.Mapping.Id}({string.Join(',', columns)})";
        if (!lookups.TryGetValue(name, out var definition))
        {
            definition = new LookupDefinition(other.Mapping, [.. columns.Select(other.IndexOf)], name);
            lookups.Add(name, definition);
        }
        return definition;
    }
}
