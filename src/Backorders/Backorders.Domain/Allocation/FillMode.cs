namespace Backorders.Domain.Allocation;

/// <summary>What a line that cannot be served means for the lines after it.</summary>
public enum FillMode
{
    /// <summary>It is passed over and the walk goes on.</summary>
    Skip,

    /// <summary>The walk ends at the first line that takes no partial fill and was not served completely.</summary>
    Strict,
}
