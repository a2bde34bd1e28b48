namespace StreamApps.Processing;

/// <summary>The changes that one table holds back. For the task's thread.</summary>
internal interface IChangeCache
{
    /// <summary>The node of the table.</summary>
    Node Owner { get; }

    /// <summary>Changes from here on can be taken back by <see cref="Rollback"/>.</summary>
    void BeginRecord();

    /// <summary>Takes back what was added since <see cref="BeginRecord"/>.</summary>
    void Rollback();

    /// <summary>Takes the change that was written the longest time ago; false when there is none.</summary>
    bool TryTake();

    /// <summary>Sends the change that was taken to the table's children.</summary>
    void ForwardTaken();

    /// <summary>Forgets all.</summary>
    void Clear();
}
