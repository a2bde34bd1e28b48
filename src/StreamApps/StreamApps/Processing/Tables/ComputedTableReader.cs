using System.Diagnostics.CodeAnalysis;

namespace StreamApps.Processing;

/// <summary>A table that is computed from the rows of another one.</summary>
/// <param name="parent">The other one.</param>
/// <param name="keep">Whether a row of it is one here.</param>
/// <param name="map">The row that it is here.</param>
internal sealed class ComputedTableReader<TKey, TValue, TValueOut>(
    ITableReader<TKey, TValue> parent, Func<TKey, TValue, bool> keep, Func<TKey, TValue, TValueOut> map)
    : ITableReader<TKey, TValueOut>
{
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValueOut value)
    {
        if (parent.TryGet(key, out var row) && keep(key, row))
        {
            value = map(key, row);
            return value is not null;
        }
        value = default;
        return false;
    }
}
