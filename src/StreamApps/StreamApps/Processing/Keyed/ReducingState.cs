using System.Diagnostics.CodeAnalysis;

namespace StreamApps.Processing;

/// <summary>A value that others are added to: one entry.</summary>
internal sealed class ReducingState<T>(ValueState<T> value, Func<T, T, T> reducer) : IReducingState<T>
{
    public bool TryGet([MaybeNullWhen(false)] out T found) => value.TryGet(out found);

    public void Add(T added) => value.Update(value.TryGet(out var old) ? reducer(old, added) : added);

    public void Clear() => value.Clear();
}
