namespace StreamApps.Tests.Throughput;

/// <summary>
/// The runtime's own code must allocate nothing for a record: at a million records a second every byte is a megabyte for the
/// collector, whose pauses all partitions of the worker pay.
/// </summary>
public sealed class AllocationTests
{
    const int WarmUp = 20_000;
    const int Records = 20_000;

    [Fact]
    public void Process_OfAStatelessChain_AllocatesNothing()
    {
        using var chain = new StatelessChain();
        chain.Process(WarmUp);
        var before = GC.GetAllocatedBytesForCurrentThread();
        chain.Process(Records);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        chain.Sent.ShouldBe(WarmUp + Records);
        allocated.ShouldBe(0);
    }
}
