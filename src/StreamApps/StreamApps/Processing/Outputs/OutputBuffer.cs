using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Processing;

/// <summary>
/// The outputs of the record being processed. They leave for the sink when all of it has succeeded, so that a record
/// that fails half-way has sent nothing.
/// </summary>
internal sealed class OutputBuffer(Func<string, int?>? maxMessageBytes)
{
    /// <summary>What Kafka's record format adds at most, apart from key, value and headers.</summary>
    const int RecordOverhead = 128;

    readonly ScratchBuffer _bytes = new();
    readonly List<PendingOutput> _outputs = [];

    /// <summary>Where sinks write keys and values.</summary>
    public ScratchBuffer Bytes => _bytes;

    public int Count => _outputs.Count;

    /// <summary>Adds an output whose key and value were written to <see cref="Bytes"/>.</summary>
    /// <exception cref="RecordTooLargeException">The topic does not take it.</exception>
    public void Add(in PendingOutput output)
    {
        var size = Length(output.Key) + Length(output.Value) + HeaderBytes(output.Headers) + RecordOverhead;
        if (maxMessageBytes?.Invoke(output.Topic) is { } limit && size > limit)
            throw new RecordTooLargeException(output.Topic, size, limit);
        _outputs.Add(output);
    }

    /// <summary>Hands all outputs over and forgets them.</summary>
    public void FlushTo(IRecordSink sink)
    {
        var bytes = _bytes.Span;
        foreach (var output in _outputs)
        {
            sink.Send(new OutgoingRecord
            {
                Topic = output.Topic,
                Partition = output.Partition,
                Key = output.Key is { } key ? bytes[key] : default,
                HasKey = output.Key is not null,
                Value = output.Value is { } value ? bytes[value] : default,
                HasValue = output.Value is not null,
                Headers = Headers(output),
                Timestamp = output.Timestamp,
            });
        }
        Clear();
    }

    public void Clear()
    {
        _outputs.Clear();
        _bytes.Clear();
    }

    static RecordHeaders? Headers(in PendingOutput output)
    {
        if (output.Headers is not { } headers || headers.Count == output.HeaderCount)
            return output.Headers;
        var first = new RecordHeaders();
        for (var index = 0; index < output.HeaderCount; index++)
            first.Add(headers[index].Key, headers[index].Value);
        return first;
    }

    static int Length(Range? range) => range is { } known ? known.End.Value - known.Start.Value : 0;

    static int HeaderBytes(RecordHeaders? headers)
    {
        if (headers is null)
            return 0;
        var size = 0;
        for (var index = 0; index < headers.Count; index++)
            size += headers[index].Key.Length + headers[index].Value.Length + 8;
        return size;
    }
}
