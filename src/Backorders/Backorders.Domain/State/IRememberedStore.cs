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
    /// Deletes some ids that ended at or before a log time, from both tables, earliest first: about
    /// <paramref name="most"/>, or fewer where some that ended are kept beside others that did not.
    /// </summary>
    /// <returns>A log time before which none of those left can be deleted; <see cref="long.MaxValue"/> when none is
    /// left.</returns>
    long ForgetRemembered(long logTime, int most);
}
