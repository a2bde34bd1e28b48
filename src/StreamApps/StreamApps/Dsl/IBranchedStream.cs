namespace StreamApps;

/// <summary>A stream that is being split. A record that no branch takes is left out.</summary>
public interface IBranchedStream<TKey, TValue>
{
    /// <summary>The records that the predicate is true for, and that no branch before took.</summary>
    IKStream<TKey, TValue> Branch(string name, Func<TKey, TValue, bool> predicate);

    /// <summary>The records that no branch before took: the last branch.</summary>
    IKStream<TKey, TValue> Default(string name);
}
