using System.Diagnostics.CodeAnalysis;

namespace StreamApps.Processing;

/// <summary>One value of the current key.</summary>
public interface IValueState<T>
{
    /// <summary>Finds the value; false when there is none.</summary>
    bool TryGet([MaybeNullWhen(false)] out T value);

    /// <summary>Sets the value; a null removes it.</summary>
    void Update(T value);

    /// <summary>Removes the value.</summary>
    void Clear();
}
