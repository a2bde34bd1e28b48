namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// A log with a damaged file is out of service; its files stay as they are, for whoever can mend them.
/// </summary>
internal sealed partial class PartitionLog
{
    /// <summary>What is wrong with the log's files, and what to do; null while nothing is.</summary>
    public string? Damage { get; private set; }

    public bool Holds(Segment segment) => _segments.Contains(segment);

    /// <summary>
    /// Takes the log out of service: it is neither read, written, compacted nor shortened until a restart.
    /// </summary>
    public void Quarantine(string what)
    {
        Damage = $"{_folder}/{what}; restore the file and start again, or delete the topic and lose the partition";
        Changed?.Invoke();
    }
}
