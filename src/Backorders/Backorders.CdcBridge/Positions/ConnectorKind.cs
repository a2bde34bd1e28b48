namespace Backorders.CdcBridge.Positions;

/// <summary>The Debezium connectors whose positions the bridge knows.</summary>
enum ConnectorKind
{
    /// <summary><c>postgresql</c>.</summary>
    PostgreSql,

    /// <summary><c>mysql</c>.</summary>
    MySql,

    /// <summary><c>mariadb</c>.</summary>
    MariaDb,

    /// <summary><c>sqlserver</c>.</summary>
    SqlServer,

    /// <summary><c>oracle</c>.</summary>
    Oracle,
}
