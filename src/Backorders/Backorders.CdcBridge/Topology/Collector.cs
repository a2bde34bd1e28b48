using Backorders.CdcBridge.Decoding;
using StreamApps.Processing;

namespace Backorders.CdcBridge.Topology;

/// <summary>Gives captured records the key of their source, and keeps where they were read.</summary>
sealed class Collector(string source, BridgeMetrics metrics) : IProcessor<byte[], byte[], string, CapturedRecord>
{
    /// <summary>What fits into a topic with Kafka's usual limit, with its origin and headers.</summary>
    const int MaxBytes = (1 << 20) - (64 << 10);

    IProcessorContext<string, CapturedRecord>? _context;

    public void Init(IProcessorContext<string, CapturedRecord> context) => _context = context;

    public void Process(in Record<byte[], byte[]> record)
    {
        var metadata = _context!.Metadata;
        KeyValuePair<string, byte[]?>[] headers = metadata.Headers is null
            ? [] : [.. metadata.Headers.Select(
                header => new KeyValuePair<string, byte[]?>(header.Key, header.Value.ToArray()))];
        var captured = new CapturedRecord(
            metadata.Source.Topic,
            metadata.Source.Partition,
            metadata.Offset,
            metadata.Timestamp,
            headers,
            record.Key,
            record.Value);
        if ((record.Value?.Length ?? 0) + (record.Key?.Length ?? 0) > MaxBytes)
        {
            metrics.DeadLetter(captured.Topic, DecodeReason.TooLarge);
            _context.Forward(
                CdcBridgeTopology.DeadLetters,
                DeadLetterRecord.Of(captured, DecodeReason.TooLarge, $"the record has more than {MaxBytes} bytes"));
            return;
        }
        _context.Forward(new Record<string, CapturedRecord>(source, captured, Math.Max(0, record.Timestamp)));
    }
}
