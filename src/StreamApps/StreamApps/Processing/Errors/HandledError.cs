using System.Runtime.InteropServices;

namespace StreamApps.Processing;

/// <summary>What became of a record or timer that failed.</summary>
/// <param name="Action">What its handler decided.</param>
/// <param name="ErrorClass">The name of the exception's type.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HandledError(ErrorAction Action, string ErrorClass);
