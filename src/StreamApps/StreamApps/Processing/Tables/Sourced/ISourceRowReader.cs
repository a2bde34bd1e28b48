using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Turns records of a topic into rows of the table that is read from it. For one thread.</summary>
internal interface ISourceRowReader
{
    /// <summary>Reads a record as the table's task did when it processed it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="key">Gets the bytes of the row's key.</param>
    /// <param name="row">Gets the bytes of the row; none for a row that the record deletes.</param>
    /// <returns>False for a record that changes no row: one without a key, or that cannot be read.</returns>
    bool TryRead(in LogRecord record, ScratchBuffer key, ScratchBuffer row);
}
