namespace Backorders.CdcBridge.Mapping;

/// <summary>How the changes of a transaction are kept together.</summary>
/// <param name="Wait">How long the first of them waits for the last.</param>
/// <param name="Changes">How many may wait, over all open transactions.</param>
sealed record GroupingSettings(TimeSpan Wait, int Changes);
