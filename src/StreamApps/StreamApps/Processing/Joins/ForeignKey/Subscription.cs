namespace StreamApps.Processing;

/// <summary>What a left row tells the right key that it points to; the message's key is that key.</summary>
/// <param name="Kind">What it asks.</param>
/// <param name="Version">Tells this version of the left row from others; empty for a deleted row.</param>
/// <param name="LeftKey">The key of the left row.</param>
/// <param name="LeftPartition">The partition that the answer goes to.</param>
internal sealed record Subscription(SubscriptionKind Kind, byte[] Version, byte[] LeftKey, int LeftPartition);
