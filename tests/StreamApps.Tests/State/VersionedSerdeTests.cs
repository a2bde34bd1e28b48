namespace StreamApps.Tests.State;

public sealed class VersionedSerdeTests
{
    /// <summary>State that was written before an upgrade must be read after it.</summary>
    [Fact]
    public void Deserialize_AnOlderForm_IsMigrated()
    {
        var first = new VersionedSerde<string>(1, Serdes.String);
        var second = new VersionedSerde<long>(2, Serdes.Int64)
            .Reading(1, Serdes.String, text => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        second.Deserialize(first.Bytes("42")).ShouldBe(42);
        second.Deserialize(second.Bytes(43)).ShouldBe(43);
    }

    [Fact]
    public void Deserialize_AFormThatIsNotKnown_SaysWhichAreAndWhatToDo()
    {
        var serde = new VersionedSerde<string>(2, Serdes.String).Reading(1, Serdes.String, text => text);
        Should.Throw<SerdeException>(() => serde.Deserialize([3, 65])).Message.ShouldContain("reads 1, 2");
        Should.Throw<SerdeException>(() => serde.Deserialize([]));
        Should.Throw<ArgumentException>(() => serde.Reading(2, Serdes.String, text => text));
    }
}
