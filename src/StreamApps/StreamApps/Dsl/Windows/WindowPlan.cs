namespace StreamApps;

/// <summary>Tumbling, hopping or sliding windows, as an aggregation needs them.</summary>
internal sealed class WindowPlan
{
    public WindowPlan(TimeWindows windows, WindowEmission emission)
    {
        Time = windows;
        SizeMs = windows.SizeMs;
        GraceMs = windows.GraceMs;
        DefaultRetentionMs = checked(windows.SizeMs + windows.GraceMs);
        CloseAfterEndMs = windows.GraceMs;
        Emission = emission;
    }

    public WindowPlan(SlidingWindows windows, WindowEmission emission)
    {
        SizeMs = windows.DifferenceMs;
        GraceMs = windows.GraceMs;
        // A record looks for windows that begin up to twice the difference before it.
        DefaultRetentionMs = Math.Max(checked(2 * windows.DifferenceMs + windows.GraceMs), 1);
        // The end is inside: the window is open as long as stream time is there.
        CloseAfterEndMs = checked(windows.GraceMs + 1);
        Emission = emission;
    }

    /// <summary>The tumbling or hopping windows; null for sliding ones.</summary>
    public TimeWindows? Time { get; }

    public long SizeMs { get; }

    public long GraceMs { get; }

    public long DefaultRetentionMs { get; }

    /// <summary>How long after its end, in stream time, a window takes no more records.</summary>
    public long CloseAfterEndMs { get; }

    public WindowEmission Emission { get; }

    /// <summary>How long windows are kept.</summary>
    public long Retention(string name, WindowStoreOptions? options) => Retention(name, options, DefaultRetentionMs);

    /// <summary>How long a store keeps windows that need at least some time.</summary>
    public static long Retention(string name, WindowStoreOptions? options, long least)
    {
        if (options?.Retention is not { } wanted)
            return least;
        var milliseconds = WindowLength.NotNegative(wanted, $"the retention of '{name}'");
        return milliseconds >= least
            ? milliseconds
            : throw new TopologyException(
                TopologyErrorKind.Setting,
                $"the retention of '{name}' is {wanted}, and its windows take records for " +
                $"{TimeSpan.FromMilliseconds(least)}: make it at least that");
    }
}
