using System.Buffers;
using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.State;
using StreamApps;

namespace Backorders.CdcBridge.Topology;

/// <summary>
/// Captured records on their way to the task of their source: the bytes as they were, and where they were read.
/// </summary>
sealed class CapturedRecordSerde : ISerde<CapturedRecord>
{
    public void Serialize(CapturedRecord value, IBufferWriter<byte> output)
    {
        var writer = new StateWriter();
        RecordCodec.Write(writer.Begin(), value);
        output.Write(writer.Written);
    }

    public CapturedRecord Deserialize(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new StateReader(bytes);
            return RecordCodec.Read(ref reader);
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentException)
        {
            throw new SerdeException("the bytes are no captured record", error);
        }
    }
}
