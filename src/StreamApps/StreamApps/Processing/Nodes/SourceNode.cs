namespace StreamApps.Processing;

/// <summary>Where records enter the graph.</summary>
internal abstract class SourceNode : Node
{
    /// <summary>
    /// Reads the record and its time, and hands it to the children unless its time is negative.
    /// </summary>
    public abstract void Process(in LogRecord record, Time.TaskInput input);
}
