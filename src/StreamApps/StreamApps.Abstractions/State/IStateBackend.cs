namespace StreamApps.State;

/// <summary>Opens the databases in which tasks keep their state.</summary>
/// <remarks>Safe for use from several threads.</remarks>
public interface IStateBackend : IDisposable
{
    /// <summary>
    /// Opens the database in <paramref name="directory"/>, which is created when it is missing, with a store for
    /// each name; stores that it has beside those are kept and opened as well.
    /// </summary>
    /// <exception cref="StateBackendException">
    /// It is in use by another process, or corrupt, or cannot be opened.
    /// </exception>
    ITaskDatabase Open(string directory, IReadOnlyCollection<string> stores);

    /// <summary>Deletes the database in <paramref name="directory"/>; nothing happens when there is none.</summary>
    void Destroy(string directory);
}
