namespace StreamApps.Processing;

/// <summary>Writes records to a topic.</summary>
internal sealed class SinkNode<TKey, TValue>(SinkTarget<TKey, TValue> target, SinkOptions<TKey, TValue> options)
    : Node<TKey, TValue>
{
    public override void AddChild(Node child, string? sideOutput) =>
        throw new InvalidOperationException($"'{Name}' is a sink");

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null && target.DropNullKeys)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var topic = target.Select(record, Context.Options.ApplicationId);
        var headers = options.Headers is null ? record.Headers : options.Headers(record);
        var partition = options.Partition?.Invoke(record);
        var output = Context.Output;
        var start = output.Bytes.Length;
        if (record.Key is not null)
            target.KeySerde.Serialize(record.Key, output.Bytes);
        var middle = output.Bytes.Length;
        if (record.Value is not null)
            target.ValueSerde.Serialize(record.Value, output.Bytes);
        Context.Stage = ErrorStage.Production;
        output.Add(new PendingOutput(
            topic,
            partition,
            record.Key is null ? null : start..middle,
            record.Value is null ? null : middle..output.Bytes.Length,
            headers,
            options.AppendTime ? null : record.Timestamp));
        Context.Options.Trace?.Wrote(topic, record);
        Context.Stage = ErrorStage.Processing;
    }
}
