using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace StreamApps.Pipelines.Values;

/// <summary>An input record as its 100 bytes, of which fields are read where they stand.</summary>
[InlineArray(Size)]
public struct Item
{
    /// <summary>Its bytes.</summary>
    public const int Size = 100;

    const int TimeAt = 8;
    const int QuantityAt = 16;
    const int TextAt = 20;
    const int TextLength = 16;

    byte _first;

    /// <summary>Its number in the input.</summary>
    public readonly long Id => BinaryPrimitives.ReadInt64BigEndian(this);

    /// <summary>Its event time in milliseconds.</summary>
    public readonly long Time => BinaryPrimitives.ReadInt64BigEndian(this[TimeAt..]);

    /// <summary>Units.</summary>
    public readonly int Quantity => BinaryPrimitives.ReadInt32BigEndian(this[QuantityAt..]);

    /// <summary>The item with another quantity, and the letters A-Z of its text in lower case.</summary>
    public readonly Item WithQuantityInLowerCase(int quantity)
    {
        var changed = this;
        BinaryPrimitives.WriteInt32BigEndian(changed[QuantityAt..], quantity);
        foreach (ref var letter in changed[TextAt..(TextAt + TextLength)])
        {
            if (char.IsAsciiLetterUpper((char)letter))
                letter |= 0x20;
        }
        return changed;
    }
}
