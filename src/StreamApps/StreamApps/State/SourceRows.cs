using System.Text;
using StreamApps.Processing;

namespace StreamApps.State;

/// <summary>The rows of a task's table that are restored from a source topic.</summary>
internal sealed class SourceRows(TopicPartition source, string store, ISourceRowReader reader)
{
    /// <summary>Where they come from.</summary>
    public TopicPartition Source => source;

    /// <summary>The store that they are in.</summary>
    public string Store => store;

    /// <summary>Turns records into rows.</summary>
    public ISourceRowReader Reader => reader;

    /// <summary>While they are restored, the key of the entry that says how far they are.</summary>
    public byte[] MarkKey { get; } = Encoding.UTF8.GetBytes($"rows:{store}");

    /// <summary>The next offset to take rows from; -1 for the log's start.</summary>
    public long Next { get; set; } = -1;
}
