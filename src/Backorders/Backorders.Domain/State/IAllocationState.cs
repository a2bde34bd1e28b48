namespace Backorders.Domain.State;

/// <summary>
/// The state of one partition as small entries, so that a command costs what it touches. Made to stand on an ordered
/// key-value store with point get, put, delete and range scans: each method names its key and order.
/// </summary>
/// <remarks>
/// Rules for an implementation:
/// <list type="bullet">
/// <item>Reads see all earlier writes of the same thread; the allocator is the only writer.</item>
/// <item>Put replaces the entry of that key; removing what is not there does nothing.</item>
/// <item>Strings in keys are ordered by their UTF-8 bytes, numbers by value. A rank is ordered by its three parts
/// (<see cref="Rank.PriorityClass"/>, <see cref="Rank.DateKey"/>, which may be -1, and
/// <see cref="Rank.AcceptedSequence"/>), ascending.</item>
/// <item>Scans are pages without a cursor between them: each names the key after (or before) which it starts, fills the
/// span as far as there are entries and returns how many. A page shorter than the span is the last. Between two pages
/// entries may be written.</item>
/// <item>Indexes are not derived: the allocator writes every entry itself, so each method is one table.</item>
/// <item>Atomicity is the caller's: all writes of a record belong into one batch.</item>
/// </list>
/// Not thread-safe.
/// </remarks>
public interface IAllocationState
    : ISkuStore, ILineStore, IWaitingStore, IHolderStore, IPromisedStore, ISupplyStore, IPendingStore, IRememberedStore,
        IForgetStore, IDeadlineStore
{
    /// <summary>The partition's header; <see cref="PartitionHeader.Empty"/> at first. One entry.</summary>
    PartitionHeader Partition { get; set; }

    /// <summary>
    /// Says that a command will be handled soon, after those named before. A hint that changes nothing: an
    /// implementation may bring closer what the command will read. The default does nothing.
    /// </summary>
    void Prefetch(AllocationCommand command)
    {
    }
}
