using static Backorders.Domain.Tests.Scenarios.Scenario;

namespace Backorders.Domain.Tests.Scenarios;

/// <summary>What has ended leaves nothing behind: a partition that runs for years must not grow for it.</summary>
public sealed class BoundedStateTests
{
    const long Window = 3_600_000;

    [Fact]
    public void Handle_AfterRetention_DeletesClosedLinesAndRememberedIds()
    {
        var scenario = new Scenario().Given(
            Policy("A") with { DedupWindowMs = Window, ClosedLineRetentionMs = Window });
        for (var number = 0; number < 20; number++)
            scenario.Given(Place($"o{number}", 1), Cancel($"o{number}"));
        scenario.Now += 2 * Window;
        for (var number = 0; number < 20; number++)
            scenario.When(new Tick());
        scenario.State.ReadLines(new("S")).ShouldBeEmpty();
        // The policy itself came under the default window.
        ((InMemoryAllocationState)scenario.State).RememberedCount.ShouldBe(1);
        ((InMemoryAllocationState)scenario.State).ForgetCount.ShouldBe(0);
    }

    [Fact]
    public void Handle_LineForgottenButNotYetDeleted_MayBePlacedAgain()
    {
        var scenario = new Scenario().Given(Policy("A") with { ClosedLineRetentionMs = Window });
        for (var number = 0; number < 20; number++)
            scenario.Given(Place($"o{number}", 1), Cancel($"o{number}"));
        scenario.Now += Window;
        scenario.When(Place("o19", 2)).ThenTypes("DemandAccepted", "LineBackordered");
        for (var number = 0; number < 20; number++)
            scenario.When(new Tick());
        scenario.Line("o19").Quantity.ShouldBe(2);
        scenario.State.ReadLines(new("S")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Handle_RejectedCommandOfAnUnknownSku_LeavesOnlyItsSequence()
    {
        var scenario = new Scenario();
        scenario.When(Place("o1", 0)).ThenTypes("CommandRejected");
        scenario.Sku.Sequence.ShouldBe(1);
        scenario.Sku.Lines.ShouldBeEmpty();
        scenario.State.FirstDeadline().ShouldBeNull();
    }

    [Fact]
    public void Handle_DeadlineDone_LeavesNoDeadline()
    {
        var scenario = new Scenario().Given(
            Policy("A"),
            new ExpectSupply { Ref = "P", Site = "A", Quantity = 3, Date = new(2026, 1, 3) }, Place("o1", 2));
        scenario.State.FirstDeadline().ShouldNotBeNull();
        scenario.When(Receive("A", 3, "P"));
        scenario.State.FirstDeadline().ShouldBeNull();
    }
}
