using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Core.Topics;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>
/// The registry's changes in the compacted topic <c>_schemas</c>: all changes of one request in one batch.
/// </summary>
internal sealed class RegistryJournal(Topic topic, Func<long> nowMs)
{
    public const string TopicName = "_schemas";

    PartitionLog Log => topic.Partitions[0];

    /// <exception cref="IOException">The storage failed; nothing is written.</exception>
    public void Write(IReadOnlyList<RegistryChange> changes)
    {
        var builder = new BatchBuilder(nowMs());
        foreach (var change in changes)
            builder.Add(RegistryRecords.KeyOf(change), RegistryRecords.ValueOf(change));
        Log.Append(builder.Build());
    }

    public RegistryState Load()
    {
        var state = new RegistryState();
        foreach (var (_, bytes) in Log.Batches(Log.StartOffset))
        {
            var reader = new RecordReader(bytes.AsSpan(BatchHeader.Length));
            while (!reader.AtEnd && reader.Read())
            {
                RegistryRecords.Read(reader.Key.ToArray(), reader.HasValue ? reader.Value.ToArray() : null)
                    ?.ApplyTo(state);
            }
        }
        return state;
    }
}
