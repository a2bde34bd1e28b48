using System.Globalization;
using System.Security.Cryptography;
using Backorders.CdcBridge.Decoding;
using StreamApps;
using StreamApps.Processing;

namespace Backorders.CdcBridge.Topology;

/// <summary>
/// Dead letters of the bridge: a record's own bytes and headers, with the headers that the runtime's dead letters have.
/// </summary>
static class DeadLetterRecord
{
    /// <summary>Names the reason, one of a fixed few.</summary>
    public const string Reason = "__cdc.errors.reason";

    /// <summary>What the dead-letter topic takes, less room for headers.</summary>
    const int MaxValueBytes = (1 << 20) - (8 << 10);

    public static Record<byte[], byte[]> Of(CapturedRecord record, string reason, string detail)
    {
        var headers = new RecordHeaders();
        foreach (var (name, value) in record.Headers)
            headers.Add(name, value ?? []);
        headers.Add(Reason, reason)
            .Add(DeadLetterHeaders.Topic, record.Topic)
            .Add(DeadLetterHeaders.Partition, record.Partition.ToString(CultureInfo.InvariantCulture))
            .Add(DeadLetterHeaders.Offset, record.Offset.ToString(CultureInfo.InvariantCulture))
            .Add(DeadLetterHeaders.Timestamp, record.Timestamp.ToString(CultureInfo.InvariantCulture))
            .Add(DeadLetterHeaders.Node, "bridge")
            .Add(DeadLetterHeaders.Stage, "Processing")
            .Add(DeadLetterHeaders.Message, detail);
        var bytes = record.Value;
        if (bytes is { Length: > MaxValueBytes })
        {
            headers.Add(DeadLetterHeaders.OmittedValue, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            bytes = null;
        }
        return new(record.Key!, bytes!, Math.Max(0, record.Timestamp), headers);
    }
}
