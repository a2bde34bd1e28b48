using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Decoding;

/// <summary>A record that was read. Which members are set depends on its kind.</summary>
sealed class DecodedChange(CapturedRecord record, ChangeKind kind)
{
    /// <summary>The record.</summary>
    public CapturedRecord Record { get; } = record;

    public ChangeKind Kind { get; } = kind;

    /// <summary>The table; of rows, truncates and tombstones.</summary>
    public TableMapping? Table { get; init; }

    public RowOperation Operation { get; init; }

    /// <summary>The row's key in one text; null for a table without one.</summary>
    public string? Key { get; init; }

    /// <summary>The key that the row had, or gets, when this is half of a change of its key.</summary>
    public string? OtherKey { get; init; }

    /// <summary>Where the change stands in the source's log, with the epoch still open.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>When it was committed, milliseconds since 1970.</summary>
    public long CommitMs { get; init; }

    public SnapshotMarker Marker { get; init; }

    /// <summary>
    /// The transaction, in the form that all its records share; null when the record does not name it.
    /// </summary>
    public string? TransactionId { get; init; }

    /// <summary>Whether the connector tells where the transaction begins and ends.</summary>
    public bool HasTransactionEnd { get; init; }

    /// <summary>The origin server of MySQL and MariaDB; 0 for reads and other sources.</summary>
    public ulong ServerId { get; init; }

    /// <summary>Which start of the connector sent it; null from connectors that do not say.</summary>
    public string? RunId { get; init; }

    /// <summary>The columns of the mapping, in the table's order; null for a delete.</summary>
    public ColumnValue[]? Image { get; init; }

    /// <summary>Tells rows without a key apart by what they hold.</summary>
    public ulong Content { get; init; }

    /// <summary>As <see cref="Content"/>, of the row before the change.</summary>
    public ulong ContentBefore { get; init; }

    /// <summary>The schema that came with the message, or null.</summary>
    public RowSchema? Schema { get; init; }

    /// <summary>Of the end of a transaction: how many changes each table had.</summary>
    public IReadOnlyDictionary<string, int>? TableCounts { get; init; }

    /// <summary>Of a schema change: the tables, and what the statement was.</summary>
    public IReadOnlyList<TableChange>? TableChanges { get; init; }

    /// <summary>The statement of a schema change.</summary>
    public string? Statement { get; init; }
}
