namespace Backorders.Domain.State;

/// <summary>
/// Event ids that were seen, by (scope, id), and by their end: two tables that are written together.
/// </summary>
public interface IRememberedStore
{
    /// <summary>
    /// Point get by (scope, id): the end of its life as log time in ms, which may have passed; null when there is none.
    /// </summary>
    long? FindRemembered(Sku scope, string eventId);

    /// <summary>Puts an id by (scope, id) and by (end, scope, id). It is not there; one that ended is removed
    /// first.</summary>
    void PutRemembered(in RememberedEntry entry);

    /// <summary>Deletes an id from both tables.</summary>
    void RemoveRemembered(in RememberedEntry entry);

    /// <summary>
    /// Deletes up to <paramref name="most"/> ids that ended at or before a log time, from both tables, earliest first.
    /// </summary>
    /// <returns>A log time before which none of those left ends; <see cref="long.MaxValue"/> when none is.</returns>
    long ForgetRemembered(long logTime, int most);
}
