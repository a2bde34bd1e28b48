namespace Backorders.Domain.State;

/// <summary>Event ids that were seen, by (scope, id), and by their end. Few are deleted with each record.</summary>
public interface IRememberedStore
{
    /// <summary>
    /// Point get by (scope, id): the end of its life as log time in ms, which may have passed; null when there is none.
    /// </summary>
    long? FindRemembered(Sku scope, string eventId);

    /// <summary>Puts an id by (scope, id).</summary>
    void PutRemembered(Sku scope, string eventId, long expiresAt);

    /// <summary>Deletes an id by (scope, id).</summary>
    void RemoveRemembered(Sku scope, string eventId);

    /// <summary>Puts an id by (end, scope, id).</summary>
    void PutRememberedByExpiry(in RememberedEntry entry);

    /// <summary>Deletes an id by (end, scope, id).</summary>
    void RemoveRememberedByExpiry(in RememberedEntry entry);

    /// <summary>Page of the partition in ascending end, from the first.</summary>
    int ReadRememberedByExpiry(Span<RememberedEntry> page);
}
