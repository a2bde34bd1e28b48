namespace Backorders.Replay.Explain;

/// <summary>
/// Receives a command log, in order within each partition. Calls for different partitions may come at once from several
/// threads; those for one partition never do.
/// </summary>
public interface ICommandVisitor
{
    /// <summary>A record that may touch the SKUs in question.</summary>
    void Visit(LogRecord record);

    /// <summary>A record about other SKUs: only its time counts.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="timestamp">Its time in ms since 1970-01-01T00:00Z.</param>
    void Pass(LogPosition position, long timestamp);
}
