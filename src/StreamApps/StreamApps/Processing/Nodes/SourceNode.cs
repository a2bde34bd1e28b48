using StreamApps.Time;

namespace StreamApps.Processing;

/// <summary>Where records enter the graph.</summary>
internal abstract class SourceNode : Node
{
    /// <summary>How the watermarks of its inputs are made; null when nothing was said.</summary>
    public virtual WatermarkStrategy? Watermarks => null;

    /// <summary>False when its silence holds no watermark back.</summary>
    public virtual bool HoldsWatermark => true;

    /// <summary>
    /// Reads the record and its time, and hands it to the children unless its time is negative.
    /// </summary>
    public abstract void Process(in LogRecord record, TaskInput input);
}
