using System.Runtime.CompilerServices;

namespace StreamApps.Pipelines.Values;

/// <summary>The 32 bytes of a name, padded with zeros.</summary>
[InlineArray(Size)]
public struct Name
{
    /// <summary>Its bytes.</summary>
    public const int Size = 32;

    byte _first;
}
