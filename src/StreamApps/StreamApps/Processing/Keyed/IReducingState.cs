using System.Diagnostics.CodeAnalysis;

namespace StreamApps.Processing;

/// <summary>One value of the current key, to which others are added by a reducer.</summary>
public interface IReducingState<T>
{
    /// <summary>Finds the value; false when nothing was added.</summary>
    bool TryGet([MaybeNullWhen(false)] out T value);

    /// <summary>
    /// Adds a value: the first one is taken as it is; a null result of the reducer removes the value.
    /// </summary>
    void Add(T value);

    /// <summary>Removes the value.</summary>
    void Clear();
}
