namespace Backorders.Replay.Input;

/// <summary>How far each partition of a log was read.</summary>
public sealed class LogOrder
{
    readonly Dictionary<int, long> _last = [];

    /// <summary>Another log begins.</summary>
    public void Clear() => _last.Clear();

    /// <summary>
    /// Whether a position comes after all before it of its partition; if so, it is the last from now on.
    /// </summary>
    public bool Follows(LogPosition position)
    {
        if (_last.TryGetValue(position.Partition, out var last) && position.Offset <= last)
            return false;
        _last[position.Partition] = position.Offset;
        return true;
    }

    internal long Last(int partition) => _last[partition];
}
