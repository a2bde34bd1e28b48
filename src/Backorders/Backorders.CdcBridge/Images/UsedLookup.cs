namespace Backorders.CdcBridge.Images;

/// <summary>A lookup that a row needs.</summary>
/// <param name="Lookup">The lookup's name.</param>
/// <param name="Key">What it looks for.</param>
readonly record struct UsedLookup(string Lookup, string Key);
