using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Images;

/// <summary>What evaluating a row needs to know of other rows and of its table.</summary>
interface ILookups
{
    /// <summary>The row that a key finds; null when there is none yet.</summary>
    /// <exception cref="RowRejectedException">
    /// The looked-up table is halted, so nothing in it can be trusted.
    /// </exception>
    ColumnValue[]? Find(LookupDefinition definition, string key);

    /// <summary>
    /// The scale of a decimal by the schema-change topic, at the place where the row comes from; null when unknown.
    /// </summary>
    int? ScaleOf(TableMapping table, int column, in Positions.SourcePosition position);
}
