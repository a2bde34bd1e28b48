namespace StreamApps.Processing;

/// <summary>What a right key answers to a left row; the message's key is that row's.</summary>
/// <param name="Version">The version of the left row that had asked; empty for a deleted row.</param>
/// <param name="RightValue">The right row's value as bytes; null for no row.</param>
/// <param name="LeftPartition">The partition that it goes to; not part of the message.</param>
internal sealed record SubscriptionAnswer(byte[] Version, byte[]? RightValue, int LeftPartition);
