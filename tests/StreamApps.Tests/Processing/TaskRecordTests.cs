using System.Buffers;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Tests.Processing;

public sealed class TaskRecordTests
{
    static readonly TaskRecord Sample = new(
        new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        StreamTime: 17,
        LogTime: long.MaxValue,
        EventTimerLow: -5,
        ProcessingTimerLow: 3,
        [new(new("orders", 3), 42, 16, 15, Idle: true), new(new("größe", 3), -1, -1, -1, Idle: false)]);

    [Fact]
    public void Decode_OfAnEncodedRecord_GivesItBack()
    {
        var decoded = TaskRecordCodec.Decode(Encode());
        decoded.Inputs.ShouldBe(Sample.Inputs);
        (decoded with { Inputs = Sample.Inputs }).ShouldBe(Sample);
        decoded.NextOffset(new("orders", 3)).ShouldBe(42);
        decoded.NextOffset(new("größe", 3)).ShouldBeNull();
    }

    /// <summary>A torn or foreign record must stop the task by a typed error, not start it at a wrong offset.</summary>
    [Fact]
    public void Decode_OfATruncatedRecord_IsCorrupt()
    {
        var bytes = Encode();
        for (var length = 1; length < bytes.Length; length++)
        {
            Should.Throw<StateBackendException>(() => TaskRecordCodec.Decode(bytes.AsSpan(0, length)))
                .Kind.ShouldBe(StateErrorKind.Corrupt);
        }
        Should.Throw<StateBackendException>(() => TaskRecordCodec.Decode([]));
    }

    [Fact]
    public void Decode_OfANewerFormat_SaysSo()
    {
        var bytes = Encode();
        bytes[0] = 3;
        Should.Throw<StateBackendException>(() => TaskRecordCodec.Decode(bytes)).Message.ShouldContain("format 3");
    }

    [Fact]
    public void Position_RoundTrips()
    {
        var position = new ChangelogPosition(99, 1234, Sample.Lineage);
        var bytes = new byte[ChangelogPosition.EncodedSize];
        position.Encode(bytes);
        ChangelogPosition.Decode(bytes).ShouldBe(position);
        Should.Throw<StateBackendException>(() => ChangelogPosition.Decode(bytes.AsSpan(1)));
    }

    static byte[] Encode()
    {
        var output = new ArrayBufferWriter<byte>();
        TaskRecordCodec.Encode(Sample, output);
        return output.WrittenSpan.ToArray();
    }
}
