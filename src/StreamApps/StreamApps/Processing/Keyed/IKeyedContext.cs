namespace StreamApps.Processing;

/// <summary>What a keyed process function may do while it processes a record or a timer. Not to be kept.</summary>
public interface IKeyedContext<out TKey>
{
    /// <summary>The key.</summary>
    TKey Key { get; }

    /// <summary>The time of the record, or that of the timer, in milliseconds since 1970.</summary>
    long Timestamp { get; }

    /// <summary>The headers of the record; null for none, and in a timer.</summary>
    RecordHeaders? Headers { get; }

    /// <summary>The input record that is being processed; in a timer the last one.</summary>
    RecordMetadata Metadata { get; }

    /// <summary>The timers of the key.</summary>
    ITimerService Timers { get; }

    /// <summary>The key's state of a descriptor that the function declares.</summary>
    /// <exception cref="ArgumentException">It is not declared.</exception>
    TState State<TState>(StateDescriptor<TState> descriptor)
        where TState : class;

    /// <summary>Sends a record to a side output; nothing happens when nobody reads it.</summary>
    void Output<TOtherKey, TOtherValue>(OutputTag<TOtherKey, TOtherValue> tag, TOtherKey key, TOtherValue value);
}
