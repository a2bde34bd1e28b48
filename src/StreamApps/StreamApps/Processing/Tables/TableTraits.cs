namespace StreamApps.Processing;

/// <summary>What operators further down have asked of a table while the topology is built.</summary>
internal sealed class TableTraits
{
    /// <summary>True when changes must say what the row was before.</summary>
    public bool OldValues { get; set; }

    /// <summary>True when the table has a store of its own.</summary>
    public bool Stored { get; set; }
}
