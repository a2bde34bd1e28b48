namespace Backorders.Replay.Output;

/// <summary>What is written where an event names an offset of the command log.</summary>
public interface IOffsetMap
{
    /// <summary>The number that stands for an offset; no two offsets have the same.</summary>
    long Map(long offset);
}
