namespace StreamApps.Processing;

/// <summary>A list of the current key.</summary>
public interface IListState<T>
{
    /// <summary>How many elements it has.</summary>
    long Count { get; }

    /// <summary>Appends an element.</summary>
    void Add(T value);

    /// <summary>The elements in the order of their addition, as they are now.</summary>
    IEnumerable<T> Get();

    /// <summary>Removes all elements.</summary>
    void Clear();
}
