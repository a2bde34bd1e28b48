using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Mapping;

/// <summary>The source of a mapping.</summary>
/// <param name="Name">The connector's <c>topic.prefix</c>; part of every command's id.</param>
/// <param name="Connector">Which connector it is.</param>
/// <param name="Epoch">Counts the source's logs; raised after a failover to a log whose places begin anew.</param>
/// <param name="Decimals">How decimals are sent where messages carry no schema; null when it is not declared.</param>
sealed record SourceSettings(string Name, ConnectorKind Connector, uint Epoch, DecimalMode? Decimals);
