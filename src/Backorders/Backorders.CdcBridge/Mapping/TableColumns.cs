namespace Backorders.CdcBridge.Mapping;

/// <summary>A table while its mapping is read, with the columns that were named so far.</summary>
sealed class TableColumns(TableMapping mapping, List<string> columns)
{
    public TableMapping Mapping { get; } = mapping;

    /// <summary>
    /// The place of a column among those that are used; a new one when it is named for the first time.
    /// </summary>
    public int IndexOf(string name)
    {
        var index = columns.IndexOf(name);
        if (index >= 0)
            return index;
        columns.Add(name);
        return columns.Count - 1;
    }
}
