namespace Backorders.Audit.Invariants;

/// <summary>
/// I7 for what is stored: in every topic partition, the events of a command partition stand in its order. Made for one
/// command partition. Not thread-safe.
/// </summary>
public sealed class StoredOrder
{
    readonly Dictionary<(string Topic, int Partition), (long Offset, int Index)> _last = [];

    /// <summary>The next event of the place's topic partition; a message when it stands after a later one.</summary>
    /// <param name="place">Where it is stored.</param>
    /// <param name="offset">The offset of its command.</param>
    /// <param name="index">Its number among those of the command.</param>
    public string? Disorder(EventPlace place, long offset, int index)
    {
        var key = (place.Topic, place.Partition);
        var message = _last.TryGetValue(key, out var last) && last.CompareTo((offset, index)) > 0
            ? FormattableString.Invariant($"event {offset}-{index} stands after {last.Offset}-{last.Index}")
            : null;
        _last[key] = (offset, index);
        return message;
    }
}
