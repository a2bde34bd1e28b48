using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Mapping;

/// <summary>What tables must satisfy together.</summary>
static class MappingChecks
{
    public static void Check(
        IReadOnlyList<TableMapping> tables, IReadOnlyDictionary<TableMapping, YamlNode> nodes, MappingProblems problems)
    {
        CheckTopics(tables, nodes, problems);
        foreach (var table in tables)
        {
            if (table.Kind == TableKind.Lookup && table.Commands.Count > 0)
                problems.Add(
                    nodes[table], $"'{table.Id}' is a lookup and has commands: give it kind balance or ledger");
            if (table.Kind != TableKind.Lookup && table.Commands.Count == 0 && !problems.Any)
                problems.Add(nodes[table], $"'{table.Id}' has no commands: give it some, or kind: lookup");
            if (table.IsKeyless && table.Lookups.Count > 0)
                problems.Add(nodes[table], $"'{table.Id}' has no key, so nothing can look it up");
        }
        CheckExplanations(tables, nodes, problems);
    }

    static void CheckTopics(
        IReadOnlyList<TableMapping> tables, IReadOnlyDictionary<TableMapping, YamlNode> nodes, MappingProblems problems)
    {
        foreach (var group in tables.GroupBy(table => table.Topic, StringComparer.Ordinal)
            .Where(group => group.Count() > 1))
        {
            problems.Add(
                nodes[group.Last()],
                $"the topic '{group.Key}' is that of {string.Join(" and ", group)}: give each its own");
        }
    }

    // Each unit has one source. A balance beside ledgers of the same stock would count every receipt and shipment
    // twice.
    static void CheckExplanations(
        IReadOnlyList<TableMapping> tables, IReadOnlyDictionary<TableMapping, YamlNode> nodes, MappingProblems problems)
    {
        var balances = tables.Where(IsStockBalance).ToList();
        var ledgers = tables.Where(
            table => !IsStockBalance(table) && table.Commands.Any(rule => rule.ChangesStock)).ToList();
        foreach (var table in tables.Where(table => table.ExplainedBy.Count > 0))
        {
            if (!balances.Contains(table))
                problems.Add(
                    nodes[table],
                    $"'{table.Id}' has explained_by, but no balance of stock: that is kind: balance with adjust-stock");
        }
        foreach (var balance in balances)
        {
            foreach (var name in balance.ExplainedBy)
                Explain(balance, name, ledgers, nodes, problems);
        }
        foreach (var ledger in ledgers.Where(ledger => ledger.Explains is null && balances.Count > 0))
        {
            problems.Add(
                nodes[ledger],
                $"'{ledger.Id}' changes stock, and '{balances[0].Id}' states it: every unit would count twice. " +
                $"Add '{ledger.Id}' to explained_by of '{balances[0].Id}', or leave one of them out");
        }
    }

    static void Explain(
        TableMapping balance,
        string name,
        List<TableMapping> ledgers,
        IReadOnlyDictionary<TableMapping, YamlNode> nodes,
        MappingProblems problems)
    {
        if (ledgers.FirstOrDefault(table => string.Equals(table.Id, name, StringComparison.Ordinal)) is not { } ledger)
            problems.Add(nodes[balance], $"explained_by names '{name}', which is no mapped table that changes stock");
        else if (ledger.Explains is { } other)
            problems.Add(nodes[balance], $"'{name}' explains '{other.Id}' already: a ledger explains one balance");
        else
            ledger.Explains = balance;
    }

    static bool IsStockBalance(TableMapping table) =>
        table.Kind == TableKind.Balance && table.Commands.Any(rule => rule.Command == CommandKind.AdjustStock);
}
