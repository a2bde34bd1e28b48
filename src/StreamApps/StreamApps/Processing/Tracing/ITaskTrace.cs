namespace StreamApps.Processing;

/// <summary>Is told what each node of a task does to each record. Called on the task's thread.</summary>
internal interface ITaskTrace
{
    /// <summary>A record was read and is about to be processed.</summary>
    void BeganRecord(TaskId task, in LogRecord record);

    /// <summary>A timer, a punctuator or the result of a call is about to be processed by this node.</summary>
    void BeganUnit(TaskId task, Node owner);

    /// <summary>A node gets a record.</summary>
    void Entered<TKey, TValue>(Node node, in Record<TKey, TValue> record);

    /// <summary>It is done with it.</summary>
    void Left(Node node);

    /// <summary>A sink has written a record.</summary>
    void Wrote<TKey, TValue>(string topic, in Record<TKey, TValue> record);

    /// <summary>A record was sent to a side output.</summary>
    void SentAside<TKey, TValue>(string tag, in Record<TKey, TValue> record);

    /// <summary>An entry of a store was set, or removed.</summary>
    void Stored(string store, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value);

    /// <summary>What is being processed has failed, and nothing of it remains.</summary>
    void Failed(RecordError error, ErrorAction action);
}
