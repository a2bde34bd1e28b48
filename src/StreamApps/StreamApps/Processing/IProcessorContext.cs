using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>What a processor may do. For the task's thread, during its calls.</summary>
public interface IProcessorContext<TKey, TValue>
{
    /// <summary>The task.</summary>
    TaskId Task { get; }

    /// <summary>The input record that is being processed.</summary>
    RecordMetadata Metadata { get; }

    /// <summary>The largest timestamp of all records so far, this one included, in milliseconds; -1 for none.</summary>
    long StreamTime { get; }

    /// <summary>The wall clock as it was when the step began.</summary>
    DateTimeOffset WallClock { get; }

    /// <summary>Sends a record to all children, in order of their declaration.</summary>
    void Forward(in Record<TKey, TValue> record);

    /// <summary>Sends a record to the child of this name only.</summary>
    /// <exception cref="ArgumentException">There is no such child.</exception>
    void Forward(in Record<TKey, TValue> record, string child);

    /// <summary>Sends a record to a side output; nothing happens when nobody reads it.</summary>
    void Forward<TOtherKey, TOtherValue>(
        OutputTag<TOtherKey, TOtherValue> tag, in Record<TOtherKey, TOtherValue> record);

    /// <summary>The store of a descriptor that was declared with the processor.</summary>
    /// <exception cref="ArgumentException">It was not declared.</exception>
    TStore Store<TStore>(StoreDescriptor<TStore> descriptor)
        where TStore : class;

    /// <summary>
    /// Calls <paramref name="punctuator"/> every <paramref name="interval"/>. In stream time the due times are the
    /// multiples of the interval, and the first record is due as well; in wall-clock time they count from now. After
    /// several missed ones there is one call.
    /// </summary>
    /// <returns>Dispose it to end the calls.</returns>
    IDisposable Schedule(TimeSpan interval, PunctuationType type, Punctuator punctuator);
}
