namespace Backorders.CdcBridge.Mapping;

/// <summary>
/// The topics beside those of the tables. What the mapping does not name has the connector's own name.
/// </summary>
/// <param name="Transactions">The beginnings and ends of transactions.</param>
/// <param name="Heartbeats">The heartbeats.</param>
/// <param name="SchemaChanges">The statements that change tables.</param>
/// <param name="Messages">The logical messages.</param>
/// <param name="Named">Those of them that the mapping names: they are read by the topology, so they must exist.</param>
sealed record TopicSettings(
    string Transactions, string Heartbeats, string SchemaChanges, string Messages, IReadOnlyList<string> Named);
