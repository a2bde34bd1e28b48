namespace StreamApps;

/// <summary>A key that has a window, whatever else it is.</summary>
internal interface IWindowBounds
{
    /// <summary>Where the window ends, in milliseconds since 1970.</summary>
    long End { get; }
}
