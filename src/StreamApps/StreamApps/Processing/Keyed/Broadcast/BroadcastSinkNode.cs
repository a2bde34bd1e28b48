using StreamApps.Topologies;

namespace StreamApps.Processing;

/// <summary>Writes each record to every partition of an internal topic.</summary>
internal sealed class BroadcastSinkNode<TKey, TValue>(TopicName topic, ISerde<TValue> valueSerde) : Node<TKey, TValue>
{
    public override void AddChild(Node child, string? sideOutput) =>
        throw new InvalidOperationException($"'{Name}' is a sink");

    public override void Process(in Record<TKey, TValue> record)
    {
        var name = topic.Resolve(Context.Options.ApplicationId);
        var output = Context.Output;
        var start = output.Bytes.Length;
        if (record.Value is not null)
            valueSerde.Serialize(record.Value, output.Bytes);
        Range? value = record.Value is null ? null : start..output.Bytes.Length;
        Context.Stage = ErrorStage.Production;
        var partitions = Context.Options.Partitions?.Invoke(name);
        for (var partition = 0; partition < (partitions ?? 1); partition++)
        {
            // Where the number is not known there is one partition, the task's own.
            int? chosen = partitions is null ? Context.Id.Partition : partition;
            output.Add(new PendingOutput(name, chosen, null, value, record.Headers, record.Timestamp));
        }
        Context.Options.Trace?.Wrote(name, record);
        Context.Stage = ErrorStage.Processing;
    }
}
