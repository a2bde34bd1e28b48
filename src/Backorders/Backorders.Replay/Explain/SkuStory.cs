namespace Backorders.Replay.Explain;

/// <summary>The story of a SKU.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Partition">Its partition of the command log.</param>
/// <param name="At">Log time of what follows.</param>
/// <param name="PolicyScope">sku or default.</param>
/// <param name="PolicyVersion">The version in force.</param>
/// <param name="Sites">Its sites.</param>
/// <param name="Waiting">How many lines wait.</param>
/// <param name="WaitingUnits">Units that they wait for.</param>
/// <param name="First">The best five of them.</param>
/// <param name="Supplies">What is expected.</param>
/// <param name="Counts">How often each kind of event happened.</param>
/// <param name="Events">What happened, oldest first; perhaps only the last of it.</param>
public sealed record SkuStory(
    string Sku, int Partition, string At, string PolicyScope, long PolicyVersion, IReadOnlyList<SiteView> Sites,
    int Waiting, long WaitingUnits, IReadOnlyList<WaitingView> First, IReadOnlyList<SupplyView> Supplies,
    IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ToldEvent> Events);

/// <summary>Stock that is expected.</summary>
/// <param name="Ref">Names it.</param>
/// <param name="Site">Where.</param>
/// <param name="Quantity">Units still expected.</param>
/// <param name="Date">When.</param>
/// <param name="Overdue">Its day passed without receipt.</param>
public sealed record SupplyView(string Ref, string Site, long Quantity, string Date, bool Overdue);
