using System.Runtime.InteropServices;

namespace StreamApps.Processing;

/// <summary>A change of a table's row.</summary>
/// <param name="New">The row after it; meaningless when it is gone.</param>
/// <param name="HasNew">False when the row is gone.</param>
/// <param name="Old">The row before it; meaningless when there was none, or when nobody needs it.</param>
/// <param name="HasOld">False when there was none, or when nobody needs it.</param>
/// <param name="IsLatest">False for a version that was put behind a later one: the present row is another.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Change<TValue>(
    TValue New, bool HasNew, TValue Old, bool HasOld, bool IsLatest = true)
{
    /// <summary>For traces: the new row, and what it was.</summary>
    public override string ToString()
    {
        var row = FormattableString.Invariant($"{(HasNew ? New : "null")}");
        return HasOld ? FormattableString.Invariant($"{row} (was {Old})") : row;
    }
}
