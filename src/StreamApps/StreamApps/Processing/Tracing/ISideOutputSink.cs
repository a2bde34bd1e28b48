namespace StreamApps.Processing;

/// <summary>Gets what is sent to side outputs, whether or not a node reads it. Called on the task's thread.</summary>
internal interface ISideOutputSink
{
    /// <summary>A record was sent.</summary>
    void Send<TKey, TValue>(string node, string tag, in Record<TKey, TValue> record);

    /// <summary>
    /// What was sent since the last call of this or the next one belongs to a record that has succeeded.
    /// </summary>
    void Keep();

    /// <summary>It belongs to one that has failed.</summary>
    void Drop();
}
