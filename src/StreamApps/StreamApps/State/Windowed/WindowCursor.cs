namespace StreamApps.State;

/// <summary>Walks over the windows, or sessions, of a store.</summary>
internal sealed class WindowCursor<TKey, TValue>(
    TimedEntries entries,
    IStateIterator found,
    WindowForm<TKey, TValue> form,
    Func<Windowed<TKey>, bool>? wanted = null)
    : IDisposable
{
    public KeyValuePair<Windowed<TKey>, TValue> Current { get; private set; }

    public bool MoveNext()
    {
        while (found.MoveNext())
        {
            var key = form.ReadKey(found.Key);
            if (wanted?.Invoke(key) == false)
                continue;
            if (TimedEntries.IsIndexed(found.Key))
            {
                // Deleted since the scan was begun.
                if (!entries.TryGetIndexed(found.Key, out var value))
                    continue;
                Current = new(key, form.ReadValue(value));
            }
            else
            {
                Current = new(key, form.ReadValue(found.Value));
            }
            return true;
        }
        return false;
    }

    public void Dispose() => found.Dispose();
}
