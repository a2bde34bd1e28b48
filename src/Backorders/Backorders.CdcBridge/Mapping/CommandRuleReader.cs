using YamlDotNet.RepresentationModel;

namespace Backorders.CdcBridge.Mapping;

/// <summary>Reads one command of a table.</summary>
sealed class CommandRuleReader(ExpressionReader expressions, MappingProblems problems)
{
    const int MaxScale = 100;

    public CommandRule? Read(YamlNode node, TableMapping table)
    {
        var before = problems.All.Count;
        var fields = new YamlFields(node, "a command", problems);
        if (!fields.IsValid)
            return null;
        var kind = fields.Choice("command", MappingWords.Commands, CommandKind.AdjustStock, isRequired: true);
        if (table.Kind == TableKind.Balance && kind is CommandKind.ReceiveStock or CommandKind.ConfirmShipment)
            problems.Add(
                node, $"{Word(kind)} is a ledger's: a row of a balance is no event; use adjust-stock, or kind: ledger");
        var isOfLine = kind is CommandKind.ConfirmShipment or CommandKind.PlaceDemand;
        var scale = fields.Optional("scale") is null ? (int?)null : fields.Number("scale", 0, 0, MaxScale);
        var factor = fields.Optional("factor");
        var shipped = kind == CommandKind.PlaceDemand ? Quantity(fields, "shipped", scale, factor) : null;
        var needsSite = kind != CommandKind.PlaceDemand || shipped is not null;
        var rule = new
        {
            Where = expressions.ReadConditions(fields.Optional("where")),
            Sku = Expression(fields, "sku", isRequired: true),
            Site = needsSite || kind == CommandKind.PlaceDemand ? Expression(fields, "site", needsSite) : null,
            Order = isOfLine ? Expression(fields, "order", isRequired: true) : null,
            Line = isOfLine ? Expression(fields, "line", isRequired: true) : null,
            Reference = kind is CommandKind.ExpectSupply or CommandKind.ReceiveStock
                ? Expression(fields, "reference", kind == CommandKind.ExpectSupply) : null,
            Quantity = Quantity(fields, "quantity", scale, factor, isRequired: true),
            Cancelled = kind == CommandKind.PlaceDemand ? Quantity(fields, "cancelled", scale, factor) : null,
            Priority = kind == CommandKind.PlaceDemand ? Expression(fields, "priority_class", isRequired: false) : null,
            Date = DateOf(fields, kind),
        };
        var sites = kind == CommandKind.PlaceDemand && fields.Optional("sites") is { } list
                ? MappingProblems.Items(list).Select(
                    item => expressions.Read(item, "sites")).OfType<Expression>().ToList()
                : [];
        var allowSplit = kind == CommandKind.PlaceDemand ? fields.Flag("allow_split") : null;
        var allowPartial = kind == CommandKind.PlaceDemand ? fields.Flag("allow_partial") : null;
        var reason = kind == CommandKind.AdjustStock ? fields.Choice("reason", MappingWords.Reasons, "other") : "other";
        fields.Finish();
        if (problems.All.Count != before || rule.Sku is null || rule.Quantity is null)
            return null;
        return new CommandRule
        {
            Command = kind,
            Where = rule.Where,
            Sku = rule.Sku,
            Site = rule.Site,
            Order = rule.Order,
            Line = rule.Line,
            Reference = rule.Reference,
            Quantity = rule.Quantity,
            Cancelled = rule.Cancelled,
            Shipped = shipped,
            PriorityClass = rule.Priority,
            Date = rule.Date,
            Sites = sites,
            AllowSplit = allowSplit,
            AllowPartial = allowPartial,
            Reason = reason,
        };
    }

    DateColumn? DateOf(YamlFields fields, CommandKind kind) => kind switch
    {
        CommandKind.PlaceDemand =>
            fields.Optional("requested_date") is { } node ? expressions.ReadDate(node, "requested_date") : null,
        CommandKind.ExpectSupply => fields.Required("date") is { } node ? expressions.ReadDate(node, "date") : null,
        _ => null,
    };

    Expression? Expression(YamlFields fields, string name, bool isRequired)
    {
        var node = isRequired ? fields.Required(name) : fields.Optional(name);
        return node is null ? null : expressions.Read(node, name);
    }

    Quantity? Quantity(YamlFields fields, string name, int? scale, YamlNode? factor, bool isRequired = false)
    {
        var node = isRequired ? fields.Required(name) : fields.Optional(name);
        return node is null ? null : expressions.ReadQuantity(node, name, scale, factor);
    }

    static string Word(CommandKind kind) => MappingWords.Commands.First(word => word.Value == kind).Key;
}
