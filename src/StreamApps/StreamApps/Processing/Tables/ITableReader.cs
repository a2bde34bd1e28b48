using System.Diagnostics.CodeAnalysis;

namespace StreamApps.Processing;

/// <summary>Looks up the rows of a table as they are now.</summary>
internal interface ITableReader<TKey, TValue>
{
    bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value);
}
