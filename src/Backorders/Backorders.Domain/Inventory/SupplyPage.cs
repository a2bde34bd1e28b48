using System.Runtime.CompilerServices;

namespace Backorders.Domain.Inventory;

/// <summary>Room on the stack for the supplies that are read at once: most SKUs have fewer.</summary>
[InlineArray(Size)]
internal struct SupplyPage
{
    public const int Size = 16;

    Supply _first;
}
