using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Ids of transactions.</summary>
static class TransactionIds
{
    /// <summary>
    /// The part of an id that all records of the transaction share: PostgreSQL's is <c>txId:lsn</c>, and the LSN
    /// differs in its beginning, each event and its end.
    /// </summary>
    public static string? Of(ConnectorKind connector, string? id)
    {
        if (id is null || connector != ConnectorKind.PostgreSql)
            return id;
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? id : id[..colon];
    }
}
