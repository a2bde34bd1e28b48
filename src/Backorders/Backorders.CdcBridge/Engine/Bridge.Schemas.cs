using System.Text.RegularExpressions;
using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Engine;

/// <summary>Statements that change tables, and schemas that come with messages.</summary>
sealed partial class Bridge
{
    readonly Dictionary<string, RowSchema> _checked = new(StringComparer.Ordinal);

    /// <summary>Rows that a statement removes or changes by itself, in no change event.</summary>
    [GeneratedRegex(
        @"\bON\s+(DELETE|UPDATE)\s+(CASCADE|SET\s+NULL|SET\s+DEFAULT)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cascade();

    void ApplySchemaChange(DecodedChange change)
    {
        var scope = Scope(change, Place(change));
        NoteWatermark(scope.Position, change.CommitMs);
        foreach (var changed in change.TableChanges!)
        {
            if (_mapping.OfId(changed.Table) is not { } table)
                continue;
            if (changed.Columns is { } columns)
                NoteColumns(table, columns, change.Marker == SnapshotMarker.None, scope);
            else if (changed.Type == "DROP" && change.Marker == SnapshotMarker.None && !IsHalted(table, out _))
                Halt(table, AlertReason.SchemaIncompatible, $"'{table}' was dropped", scope);
            if (change.Statement is { } statement && Cascade().IsMatch(statement))
            {
                AlertOnce(
                    AlertReason.CascadingDeletes,
                    $"'{table}' has a foreign key that changes its rows with those of another table, inside the "
                    + "storage engine: such changes are in " +
                    "no record, so rows of it vanish unseen. Delete them in the application, or compare the table "
                    + "with snapshots",
                    table,
                    scope);
            }
        }
    }

    void NoteColumns(
        TableMapping table, IReadOnlyDictionary<string, SchemaColumn> columns, bool isStreamed, ChangeScope scope)
    {
        var state = _state.Table(table);
        var rescaled = false;
        foreach (var name in table.Columns)
        {
            if (!columns.TryGetValue(name, out var column))
            {
                if (isStreamed && state.Types.ContainsKey(name) && !IsHalted(table, out _))
                    Halt(
                        table,
                        AlertReason.SchemaIncompatible,
                        $"the mapped column '{name}' of '{table}' was dropped or renamed",
                        scope);
                continue;
            }
            if (!NoteType(table, name, column.Type, scope) && isStreamed && state.Types.Count > 1)
                Alert(
                    AlertReason.ColumnAdded,
                    $"the mapped column '{name}' was added to '{table}': rows that no change touches have it in the "
                    + "source, and not here",
                    table.Id,
                    "",
                    scope);
            rescaled |= NoteScale(table, name, column.Scale, scope);
        }
        _state.Save(table);
        if (!rescaled)
            return;
        // Rows of the new scale may have come before the statement, whose record is on another topic.
        foreach (var (key, row) in _state.LiveRows(table).ToList())
        {
            if (row.ImageAt >= scope.Position)
                EvaluateAgain(table, key, ChangeCause.Schema, scope);
        }
    }

    /// <summary>Keeps a column's family of types; halts the table when it is another one than before.</summary>
    /// <returns>Whether it was known.</returns>
    bool NoteType(TableMapping table, string name, string type, ChangeScope scope)
    {
        var types = _state.Table(table).Types;
        if (!types.TryGetValue(name, out var known))
        {
            types[name] = type;
            return false;
        }
        if (known == type || IsHalted(table, out _))
            return true;
        types[name] = type;
        // Decimals are sent as text in one mode of the connector and as numbers in another.
        if (!(known is "number" or "text" && type is "number" or "text" && table.IsQuantity(name)))
            Halt(
                table,
                AlertReason.SchemaIncompatible,
                $"the mapped column '{name}' of '{table}' was {known} and is {type} now",
                scope);
        return true;
    }

    bool NoteScale(TableMapping table, string name, int? scale, ChangeScope scope)
    {
        if (scale is not { } number)
            return false;
        var scales = _state.Table(table).Scales;
        var place = scales.FindLastIndex(entry => entry.Column == name && entry.From <= scope.Position);
        if (place >= 0 && (scales[place].Scale == number || scales[place].From == scope.Position))
            return false;
        var isFirst = !scales.Exists(entry => entry.Column == name);
        scales.Add((name, scope.Position, number));
        scales.Sort(static (left, right) => left.From.CompareTo(right.From));
        if (!isFirst)
            Alert(
                AlertReason.ScaleChanged,
                $"'{name}' of '{table}' has the scale {number} from {scope.Origin.Position} on",
                table.Id,
                "",
                scope);
        return !isFirst || _mapping.Source.Decimals == DecimalMode.Precise;
    }

    void CheckSchema(DecodedChange change, ChangeScope scope)
    {
        if (change.Schema is not { } schema
            || (_checked.TryGetValue(change.Table!.Id, out var known) && ReferenceEquals(known, schema)))
            return;
        var table = change.Table!;
        for (var index = 0; index < schema.Columns.Length; index++)
        {
            if (schema.Columns[index] is { } column)
                NoteType(table, table.Columns[index], column.Type, scope);
        }
        _state.Save(table);
        if (IsHalted(table, out var why))
            throw new RowRejectedException(RowReason.TableHalted, $"'{table}' was halted by this change: {why}");
        _checked[table.Id] = schema;
    }
}
