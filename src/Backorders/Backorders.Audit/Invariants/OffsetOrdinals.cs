using Backorders.Replay.Output;

namespace Backorders.Audit.Invariants;

/// <summary>The records of a partition by their place in it: 0, 1, 2 ... whatever their offsets.</summary>
internal sealed class OffsetOrdinals : IOffsetMap
{
    readonly List<long> _offsets = [];

    /// <summary>The next record.</summary>
    public void Add(long offset) => _offsets.Add(offset);

    /// <summary>The ordinal of a record; an offset without one is told apart as a negative number.</summary>
    public long Map(long offset) => _offsets[^1] == offset
        ? _offsets.Count - 1
        : _offsets.BinarySearch(offset) is >= 0 and var ordinal ? ordinal : -1 - offset;
}
