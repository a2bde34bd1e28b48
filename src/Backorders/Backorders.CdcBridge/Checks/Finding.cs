namespace Backorders.CdcBridge.Checks;

/// <summary>Something that is set otherwise than the bridge relies on.</summary>
/// <param name="Text">What, where, and what to do, in one line.</param>
/// <param name="IsFatal">Whether commands would be wrong or missing if the bridge went on.</param>
sealed record Finding(string Text, bool IsFatal = false);
