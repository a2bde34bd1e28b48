using System.Globalization;
using System.Security.Cryptography;
using StreamApps.Transport;

namespace StreamApps.Processing;

/// <summary>Sends failed records to the dead-letter topic.</summary>
internal static class DeadLetterWriter
{
    const int MaxMessageLength = 4 << 10;
    const int Reserve = 8 << 10;

    public static void Send(
        IRecordSink sink,
        TaskOptions options,
        RecordError error,
        ReadOnlyMemory<byte>? key,
        ReadOnlyMemory<byte>? value,
        RecordHeaders? original)
    {
        var topic = options.Errors.DeadLetterTopic ?? throw new InvalidOperationException(
            "an error handler answered DeadLetter, but no dead-letter topic is set: set ErrorPolicy.DeadLetterTopic");
        var headers = Headers(error, original);
        var limit = options.MaxMessageBytes?.Invoke(topic) ?? int.MaxValue;
        var omitted = value is { } bytes && bytes.Length + (key?.Length ?? 0) + Reserve > limit;
        if (omitted)
            headers.Add(DeadLetterHeaders.OmittedValue, Convert.ToHexStringLower(SHA256.HashData(value!.Value.Span)));
        sink.Send(new OutgoingRecord
        {
            Topic = topic,
            Key = key.GetValueOrDefault().Span,
            HasKey = key is not null,
            Value = omitted ? default : value.GetValueOrDefault().Span,
            HasValue = value is not null && !omitted,
            Headers = headers,
        });
    }

    static RecordHeaders Headers(RecordError error, RecordHeaders? original)
    {
        var headers = new RecordHeaders();
        foreach (var (name, value) in original ?? [])
            headers.Add(name, value);
        var message = error.Error.Message;
        return headers
            .Add(DeadLetterHeaders.Topic, error.Source.Topic ?? "")
            .Add(DeadLetterHeaders.Partition, error.Source.Partition.ToString(CultureInfo.InvariantCulture))
            .Add(DeadLetterHeaders.Offset, error.Offset.ToString(CultureInfo.InvariantCulture))
            .Add(DeadLetterHeaders.Timestamp, error.Timestamp.ToString(CultureInfo.InvariantCulture))
            .Add(DeadLetterHeaders.Node, error.Node)
            .Add(DeadLetterHeaders.Stage, error.Stage.ToString())
            .Add(DeadLetterHeaders.Exception, error.Error.GetType().FullName ?? error.Error.GetType().Name)
            .Add(DeadLetterHeaders.Message, message.Length > MaxMessageLength ? message[..MaxMessageLength] : message);
    }
}
