using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;
using IdentifierRule = Backorders.Domain.Allocation.Identifier;

namespace Backorders.CdcBridge.Images;

/// <summary>One row while it is evaluated, with what it looked up.</summary>
sealed class RowScope(TableMapping table, ColumnValue[] image, SourcePosition position, ILookups lookups)
{
    List<UsedLookup>? _used;
    List<(string, string)>? _remarks;

    public TableMapping Table => table;

    public SourcePosition Position => position;

    public IReadOnlyList<UsedLookup> Used => (IReadOnlyList<UsedLookup>?)_used ?? [];

    public IReadOnlyList<(string Reason, string Detail)> Remarks => (IReadOnlyList<(string, string)>?)_remarks ?? [];

    /// <summary>A lookup that found nothing; then the evaluation has no result yet.</summary>
    public UsedLookup? Missing { get; private set; }

    public string Name(int column) => table.Columns[column];

    public void Remark(string reason, string detail) => (_remarks ??= []).Add((reason, detail));

    /// <summary>A column's value, of one that the message has.</summary>
    public ColumnValue Value(int column)
    {
        var value = image[column];
        return value.Kind switch
        {
            ValueKind.Missing => throw new RowRejectedException(
                RowReason.MissingColumn, $"the row has no column '{Name(column)}': was it renamed or dropped?"),
            ValueKind.Unavailable => throw new RowRejectedException(
                RowReason.UnavailableValue,
                $"'{Name(column)}' was not sent, as it has not changed, and the row before is not known"),
            _ => value,
        };
    }

    /// <summary>The text of an expression; null for a null of the database, or when a lookup is missing.</summary>
    public string? Text(Expression expression) => expression switch
    {
        Expression.Column column => Text(Value(column.Index), Name(column.Index)),
        Expression.Constant constant => constant.Text,
        Expression.Lookup lookup => LookUp(lookup),
        Expression.Join join => Join(join),
        _ => throw new InvalidOperationException($"there is no expression {expression.GetType().Name}"),
    };

    /// <summary>The text of an expression that must be an identifier; empty when a lookup is missing.</summary>
    public string Identifier(Expression expression, string member)
    {
        var text = Text(expression);
        if (Missing is not null)
            return "";
        return IdentifierRule.IsValid(text)
            ? text!
            : throw new RowRejectedException(
                RowReason.InvalidIdentifier, text is null
                    ? $"{member} is null"
                    : $"{member} '{text}' is no identifier of 1 to 128 bytes");
    }

    static string? Text(ColumnValue value, string name) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Complex =>
            throw new RowRejectedException(RowReason.UnsupportedValue, $"'{name}' is an object or an array"),
        _ => value.Trimmed,
    };

    string? Join(Expression.Join join)
    {
        var parts = new List<string>(join.Parts.Count);
        foreach (var part in join.Parts)
        {
            if (Text(part) is not { } text)
                return null;
            parts.Add(text);
        }
        return string.Join(join.Separator, parts);
    }

    string? LookUp(Expression.Lookup lookup)
    {
        // One that is missing is the last one that is asked for: there is no result without it.
        if (Missing is not null)
            return null;
        string key;
        if (lookup.Key.Count == 1)
        {
            if (Text(lookup.Key[0]) is not { } only)
                return null;
            key = only;
        }
        else
        {
            var parts = new List<string>(lookup.Key.Count);
            foreach (var part in lookup.Key)
            {
                if (Text(part) is not { } text)
                    return null;
                parts.Add(text);
            }
            key = Decoding.RowKey.Join(parts);
        }
        var used = new UsedLookup(lookup.Definition.Name, key);
        _used ??= [];
        if (!_used.Contains(used))
            _used.Add(used);
        if (lookups.Find(lookup.Definition, key) is not { } row)
        {
            Missing ??= used;
            return null;
        }
        var value = row[lookup.Take];
        var name = lookup.Definition.Table.Columns[lookup.Take];
        return value.Kind switch
        {
            ValueKind.Missing =>
                throw new RowRejectedException(
                    RowReason.MissingColumn, $"the row of '{lookup.Definition.Table.Id}' has no column '{name}'"),
            ValueKind.Unavailable =>
                throw new RowRejectedException(
                    RowReason.UnavailableValue, $"'{name}' of '{lookup.Definition.Table.Id}' is not known"),
            _ => Text(value, name),
        };
    }
}
