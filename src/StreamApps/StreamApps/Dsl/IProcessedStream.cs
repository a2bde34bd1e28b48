using StreamApps.Processing;

namespace StreamApps;

/// <summary>The main output of a processor or function, with access to its side outputs.</summary>
public interface IProcessedStream<TKey, TValue> : IKStream<TKey, TValue>
{
    /// <summary>What is sent to a side output.</summary>
    IKStream<TOtherKey, TOtherValue> SideOutput<TOtherKey, TOtherValue>(OutputTag<TOtherKey, TOtherValue> tag);
}
