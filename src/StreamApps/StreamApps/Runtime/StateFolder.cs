namespace StreamApps.Runtime;

/// <summary>
/// The folder of one application's task databases on this machine, held by one process at a time: two workers with
/// the same folder would write into each other's state.
/// </summary>
sealed class StateFolder : IDisposable
{
    readonly FileStream _lock;

    StateFolder(string path, FileStream heldLock) => (Path, _lock) = (path, heldLock);

    /// <summary>The folder itself.</summary>
    public string Path { get; }

    /// <summary>Creates the folder when it is missing and takes it.</summary>
    /// <exception cref="StreamsException">Another process holds it, or it cannot be written.</exception>
    public static StateFolder Take(string stateDirectory, string applicationId)
    {
        var path = System.IO.Path.Combine(stateDirectory, applicationId);
        try
        {
            Directory.CreateDirectory(path);
            return new StateFolder(path, new FileStream(
                System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StreamsException(
                $"the state folder {path} is held by another process or cannot be written: {error.Message} "
                + "Stop the other worker, or give this one another --state-dir.",
                error);
        }
    }

    /// <summary>The folder of a task's database.</summary>
    public string Of(string task) => System.IO.Path.Combine(Path, task);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
