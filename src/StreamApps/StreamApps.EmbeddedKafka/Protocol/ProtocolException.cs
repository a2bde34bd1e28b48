namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Bytes from a client that are no valid frame. The connection that sent them is closed.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
