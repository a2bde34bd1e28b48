namespace StreamApps.State;

/// <summary>A changed key: its value, or that it was deleted.</summary>
internal delegate void OverlayChange<in TArgument>(
    TArgument argument, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value);
