namespace StreamApps.State;

/// <summary>A walk over entries. Must be disposed: it pins what it reads.</summary>
public interface IStateIterator : IDisposable
{
    /// <summary>Goes to the next entry; before the first call there is none.</summary>
    bool MoveNext();

    /// <summary>The entry's key, valid until the next move.</summary>
    ReadOnlySpan<byte> Key { get; }

    /// <summary>The entry's value, valid until the next move.</summary>
    ReadOnlySpan<byte> Value { get; }
}
