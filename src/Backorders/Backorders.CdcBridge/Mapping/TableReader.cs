using Backorders.CdcBridge.Positions;
using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Mapping;

/// <summary>Reads the tables of a mapping.</summary>
sealed class TableReader(SourceSettings source, MappingProblems problems)
{
    readonly Dictionary<string, TableColumns> _tables = new(StringComparer.Ordinal);
    readonly Dictionary<string, LookupDefinition> _lookups = new(StringComparer.Ordinal);

    public IReadOnlyList<TableMapping> Read(YamlNode node)
    {
        var open = new List<(TableColumns Table, YamlFields Fields)>();
        foreach (var item in MappingProblems.Items(node))
        {
            if (Begin(item) is { } table)
                open.Add(table);
        }
        if (open.Count == 0)
            problems.Add(node, "'tables' needs at least one table");
        // Rules may look up a table that stands further down, so all tables are known first.
        foreach (var (table, fields) in open)
            Complete(table, fields);
        foreach (var group in _lookups.Values.GroupBy(lookup => lookup.Table))
            group.Key.Lookups = [.. group];
        var tables = open.Select(item => item.Table.Mapping).ToList();
        MappingChecks.Check(tables, open.ToDictionary(item => item.Table.Mapping, item => item.Fields.Node), problems);
        return tables;
    }

    (TableColumns Table, YamlFields Fields)? Begin(YamlNode node)
    {
        var fields = new YamlFields(node, "a table", problems);
        if (fields.Text("table", isRequired: true) is not { } id)
            return null;
        if (!id.Contains('.', StringComparison.Ordinal) && source.Connector != ConnectorKind.Oracle)
            problems.Add(
                fields.Optional("table")!,
                $"'table: {id}' needs its schema or database before it, such as public.{id}");
        var columns = new List<string>();
        var key = fields.Optional("key");
        var mapping = new TableMapping
        {
            Id = id,
            Topic = fields.Text("topic") ?? $"{source.Name}.{id}",
            Kind = fields.Choice("kind", MappingWords.Kinds, TableKind.Lookup, isRequired: true),
            Shape = fields.Choice("shape", MappingWords.Shapes, TableShape.Change),
            IsKeyless = key is YamlScalarNode { Value: "none" },
            ExplainedBy = [.. Items(fields.Optional("explained_by"))
                .Select(item => problems.Scalar(item, "explained_by")).OfType<string>()],
            Truncate = fields.Choice("truncate", MappingWords.Policies, TableChangePolicy.Apply),
            DeletesApply = fields.Choice("deletes", MappingWords.Deletes, fallback: true),
            Columns = columns,
        };
        var table = new TableColumns(mapping, columns);
        if (key is not null && !mapping.IsKeyless)
            mapping.KeyColumns =
                [.. Items(key).Select(item => problems.Scalar(item, "key")).OfType<string>().Select(table.IndexOf)];
        if (!_tables.TryAdd(id, table))
        {
            problems.Add(node, $"the table '{id}' is mapped twice: put all its commands under one");
            return null;
        }
        return (table, fields);
    }

    void Complete(TableColumns table, YamlFields fields)
    {
        var expressions = new ExpressionReader(table, _tables, _lookups, problems);
        table.Mapping.Where = expressions.ReadConditions(fields.Optional("where"));
        var rules = new List<CommandRule>();
        foreach (var item in Items(fields.Optional("commands")))
        {
            if (new CommandRuleReader(expressions, problems).Read(item, table.Mapping) is { } rule)
                rules.Add(rule);
        }
        table.Mapping.Commands = rules;
        fields.Finish();
    }

    static IEnumerable<YamlNode> Items(YamlNode? node) => node is null ? [] : MappingProblems.Items(node);
}
