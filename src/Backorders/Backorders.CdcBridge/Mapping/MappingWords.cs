using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Mapping;

/// <summary>The words of a mapping file.</summary>
static class MappingWords
{
    public static IReadOnlyDictionary<string, ConnectorKind> Connectors { get; } =
        new Dictionary<string, ConnectorKind>(StringComparer.Ordinal)
        {
            ["postgresql"] = ConnectorKind.PostgreSql,
            ["mysql"] = ConnectorKind.MySql,
            ["mariadb"] = ConnectorKind.MariaDb,
            ["sqlserver"] = ConnectorKind.SqlServer,
            ["oracle"] = ConnectorKind.Oracle,
        };

    public static IReadOnlyDictionary<string, DecimalMode> Decimals { get; } = new Dictionary<string, DecimalMode>(
        StringComparer.Ordinal)
    {
        ["precise"] = DecimalMode.Precise,
        ["string"] = DecimalMode.String,
        ["double"] = DecimalMode.Double,
    };

    public static IReadOnlyDictionary<string, TableKind> Kinds { get; } = new Dictionary<string, TableKind>(
        StringComparer.Ordinal)
    {
        ["balance"] = TableKind.Balance,
        ["ledger"] = TableKind.Ledger,
        ["lookup"] = TableKind.Lookup,
    };

    public static IReadOnlyDictionary<string, TableShape> Shapes { get; } = new Dictionary<string, TableShape>(
        StringComparer.Ordinal)
    {
        ["change"] = TableShape.Change,
        ["outbox"] = TableShape.Outbox,
    };

    public static IReadOnlyDictionary<string, TableChangePolicy> Policies { get; } =
        new Dictionary<string, TableChangePolicy>(StringComparer.Ordinal)
        {
            ["apply"] = TableChangePolicy.Apply,
            ["halt"] = TableChangePolicy.Halt,
            ["ignore"] = TableChangePolicy.Ignore,
        };

    public static IReadOnlyDictionary<string, bool> Deletes { get; } = new Dictionary<string, bool>(
        StringComparer.Ordinal)
    {
        ["apply"] = true,
        ["ignore"] = false,
    };

    public static IReadOnlyDictionary<string, bool> Nulls { get; } = new Dictionary<string, bool>(
        StringComparer.Ordinal)
    {
        ["zero"] = true,
        ["refuse"] = false,
    };

    public static IReadOnlyDictionary<string, CommandKind> Commands { get; } = new Dictionary<string, CommandKind>(
        StringComparer.Ordinal)
    {
        ["adjust-stock"] = CommandKind.AdjustStock,
        ["receive-stock"] = CommandKind.ReceiveStock,
        ["confirm-shipment"] = CommandKind.ConfirmShipment,
        ["place-demand"] = CommandKind.PlaceDemand,
        ["expect-supply"] = CommandKind.ExpectSupply,
    };

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["damage"] = "damage",
        ["found"] = "found",
        ["count"] = "count",
        ["return"] = "return",
        ["other"] = "other",
    };

    public static IReadOnlyDictionary<string, TimeUnit> Units { get; } = new Dictionary<string, TimeUnit>(
        StringComparer.Ordinal)
    {
        ["days"] = TimeUnit.Days,
        ["milliseconds"] = TimeUnit.Milliseconds,
        ["microseconds"] = TimeUnit.Microseconds,
        ["nanoseconds"] = TimeUnit.Nanoseconds,
    };
}
