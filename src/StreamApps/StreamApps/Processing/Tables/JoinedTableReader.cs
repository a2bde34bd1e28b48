using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The rows of a join, computed from the present rows of its two tables.</summary>
internal sealed class JoinedTableReader<TKey, TLeft, TRight, TValueOut>(
    TableJoiner<TLeft, TRight, TValueOut> joiner, ITableReader<TKey, TLeft> left, ITableReader<TKey, TRight> right)
    : ITableReader<TKey, TValueOut>
{
    public bool TryGet(TKey key, out Timestamped<TValueOut> row)
    {
        var hasLeft = left.TryGet(key, out var leftRow);
        var hasRight = right.TryGet(key, out var rightRow);
        var found = joiner.TryJoin(leftRow.Value, hasLeft, rightRow.Value, hasRight, out var value);
        row = new(value, Math.Max(hasLeft ? leftRow.Timestamp : -1, hasRight ? rightRow.Timestamp : -1));
        return found;
    }
}
