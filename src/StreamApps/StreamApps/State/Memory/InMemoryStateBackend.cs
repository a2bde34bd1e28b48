namespace StreamApps.State;

/// <summary>
/// Keeps databases in memory, by directory name, with the semantics of the one on disk: a database that was disposed
/// of is there again when it is opened, as long as the backend lives. No file is touched. For tests and for state
/// that may be rebuilt at every start. Safe for use from several threads.
/// </summary>
public sealed class InMemoryStateBackend : IStateBackend
{
    readonly Lock _lock = new();
    readonly Dictionary<string, MemoryStore[]> _contents = new(StringComparer.Ordinal);
    readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ITaskDatabase Open(string directory, IReadOnlyCollection<string> stores)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(stores);
        lock (_lock)
        {
            if (!_open.Add(directory))
            {
                throw new StateBackendException(
                    StateErrorKind.Locked, $"the state in '{directory}' is already open: one owner at a time");
            }
            var kept = _contents.GetValueOrDefault(directory, []);
            var missing = stores.Where(name => Array.TrueForAll(kept, store => store.Name != name))
                .Distinct(StringComparer.Ordinal);
            var all = kept.Concat(missing.Select(name => new MemoryStore(name))).ToArray();
            _contents[directory] = all;
            return new MemoryDatabase(all, () => Close(directory), to => Checkpoint(all, to));
        }
    }

    /// <inheritdoc/>
    public void Destroy(string directory)
    {
        lock (_lock)
        {
            if (_open.Contains(directory))
            {
                throw new StateBackendException(
                    StateErrorKind.Locked, $"the state in '{directory}' is open and cannot be deleted");
            }
            _contents.Remove(directory);
        }
    }

    /// <summary>Forgets all databases.</summary>
    public void Dispose()
    {
        lock (_lock)
            _contents.Clear();
    }

    void Close(string directory)
    {
        lock (_lock)
            _open.Remove(directory);
    }

    void Checkpoint(MemoryStore[] stores, string directory)
    {
        lock (_lock)
        {
            if (!_contents.TryAdd(directory, [.. stores.Select(store => store.Copy())]))
            {
                throw new StateBackendException(
                    StateErrorKind.Failed, $"cannot make a checkpoint in '{directory}': it exists");
            }
        }
    }
}
