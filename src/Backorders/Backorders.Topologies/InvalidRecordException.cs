namespace Backorders.Topologies;

/// <summary>A record that has no place in its topic: the message says why. It ends as a dead letter.</summary>
public sealed class InvalidRecordException(string message) : Exception(message);
