namespace StreamApps.Processing;

/// <summary>
/// A record that had waited in a store and failed while another was processed: it must not take that one with it, nor
/// come back with each that follows.
/// </summary>
/// <param name="Node">The node that it failed at.</param>
/// <param name="Error">What was thrown.</param>
/// <param name="Key">Its key as it was stored.</param>
/// <param name="Value">Its value as it was stored.</param>
/// <param name="Headers">Its headers, where they were stored.</param>
internal sealed record FailedAside(
    Node Node, Exception Error, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, RecordHeaders? Headers);
