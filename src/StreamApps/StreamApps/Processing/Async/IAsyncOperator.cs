namespace StreamApps.Processing;

/// <summary>An operator whose results come later, in the order of its records. For the task's thread.</summary>
internal interface IAsyncOperator
{
    Node Owner { get; }

    /// <summary>Records whose result has not been forwarded.</summary>
    int Pending { get; }

    /// <summary>True when no further call may be under way.</summary>
    bool IsFull { get; }

    /// <summary>The call of the oldest record; null when there is none.</summary>
    Task? Oldest { get; }

    /// <summary>Takes the oldest record off, whose call has ended, and says which input record it came from.</summary>
    LogRecord TakeOldest(out RecordMetadata metadata);

    /// <summary>Forwards the result of the record that was taken off, or throws what its call ended with.</summary>
    void ForwardTaken();

    /// <summary>Cancels all calls and forgets their records.</summary>
    void Cancel();
}
