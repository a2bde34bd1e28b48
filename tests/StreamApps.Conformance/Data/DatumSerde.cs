using System.Buffers;

namespace StreamApps.Conformance.Data;

/// <summary>Plain values with the bytes of Kafka's own serdes.</summary>
internal sealed class DatumSerde(DatumType type) : ISerde<Datum>
{
    public void Serialize(Datum value, IBufferWriter<byte> output)
    {
        switch (value)
        {
            case Datum.Number number when type.IsLong:
                Serdes.Int64.Serialize(number.Value, output);
                break;
            case Datum.Text text when !type.IsLong:
                Serdes.String.Serialize(text.Value, output);
                break;
            default:
                throw new InvalidOperationException($"'{value}' is no {type}");
        }
    }

    public Datum Deserialize(ReadOnlySpan<byte> bytes) => type.IsLong
        ? new Datum.Number(Serdes.Int64.Deserialize(bytes))
        : new Datum.Text(Serdes.String.Deserialize(bytes));
}
