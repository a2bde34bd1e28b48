namespace StreamApps.Processing;

/// <summary>How a keyed process function is run.</summary>
public sealed class KeyedProcessOptions<TKey, TIn>
{
    /// <summary>Default: the stream's, if its key has not changed since it was read.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>
    /// How far behind the watermark a record may be; one that is further behind is late: the function does not see it,
    /// it is counted, and it goes to <see cref="LateOutput"/>. Default: any distance.
    /// </summary>
    public TimeSpan? AllowedLateness { get; init; }

    /// <summary>The side output that late records go to, as they are; null, the default, for none.</summary>
    public OutputTag<TKey, TIn>? LateOutput { get; init; }
}
