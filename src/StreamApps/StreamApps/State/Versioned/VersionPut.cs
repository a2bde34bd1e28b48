using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>What became of a version that was put.</summary>
/// <param name="Outcome">Whether it is the latest one.</param>
/// <param name="ValidTo">
/// For a superseded one the timestamp of the version after it, in milliseconds since 1970; else meaningless.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VersionPut(VersionOutcome Outcome, long ValidTo);
