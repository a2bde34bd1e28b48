using static Backorders.Domain.Tests.Scenarios.Scenario;

namespace Backorders.Domain.Tests.Scenarios;

/// <summary>A command that could not be typed must be refused for the same member on every transport.</summary>
public sealed class MalformedCommandTests
{
    [Fact]
    public void Handle_FaultAfterAnInvalidValue_RejectsTheEarlierMember()
    {
        var scenario = new Scenario().When(Place("o1", 0) with
        {
            Faults = [new("priorityClass", RejectionReason.InvalidPriorityClass)],
        });
        scenario.Then<CommandRejected>().Field.ShouldBe("quantity");
    }

    [Fact]
    public void Handle_FaultBeforeAnInvalidValue_RejectsTheFault()
    {
        var scenario = new Scenario().When(Place("o1", 1) with
        {
            Quantity = null,
            PriorityClass = 100,
            Faults = [new("quantity", RejectionReason.QuantityOverflow)],
        });
        scenario.Then<CommandRejected>().Reason.ShouldBe(RejectionReason.QuantityOverflow);
    }

    [Fact]
    public void Handle_OptionalMemberWithFault_IsNotTakenAsAbsent()
    {
        var scenario = new Scenario().Given(Policy("A"), Receive("A", 5), Place("o1", 5));
        scenario.When(Cancel("o1") with { Faults = [new("quantity", RejectionReason.QuantityNotWhole)] });
        scenario.Then<CommandRejected>().Reason.ShouldBe(RejectionReason.QuantityNotWhole);
        scenario.Line("o1").Open.ShouldBe(5);
    }

    [Fact]
    public void Handle_FaultOfBothDeltaAndCount_AsksForExactlyOne()
    {
        var scenario = new Scenario().Given(Policy("A")).When(new AdjustStock
        {
            AdjustmentId = "J",
            Site = "A",
            Delta = 1,
            Faults = [new("count", RejectionReason.QuantityNotWhole)],
        });
        scenario.Then<CommandRejected>().Reason.ShouldBe(RejectionReason.DeltaOrCountRequired);
    }

    [Theory]
    [InlineData]
    [InlineData('a', '\u0007')]
    [InlineData('a', '\u007F')]
    [InlineData('\uD800')]
    [InlineData('\uDEB2', '\uD83D')]
    public void Handle_BadIdentifier_IsRejected(params char[] text)
    {
        // As characters: a lone surrogate does not survive as a string in metadata.
        var order = new string(text);
        var scenario = new Scenario().When(Place(order, 1));
        var rejected = scenario.Then<CommandRejected>();
        rejected.Field.ShouldBe("orderId");
        rejected.OrderId.ShouldBeNull();
    }

    [Theory]
    [InlineData("ü", 64, true)]
    [InlineData("ü", 65, false)]
    [InlineData("\U0001F6B2", 32, true)]
    [InlineData("\U0001F6B2", 33, false)]
    public void IsValid_LengthIsInUtf8Bytes(string text, int times, bool valid) =>
        Identifier.IsValid(string.Concat(Enumerable.Repeat(text, times))).ShouldBe(valid);

    [Fact]
    public void Compare_SurrogatePairAndPrivateUse_SortsByUtf8Bytes() =>
        Utf8Order.Compare("\uE000", "\U0001F6B2").ShouldBeLessThan(0);
}
