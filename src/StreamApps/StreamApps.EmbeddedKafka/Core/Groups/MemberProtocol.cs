namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>An assignment protocol that a member supports, with its subscription.</summary>
internal sealed record MemberProtocol(string Name, byte[] Metadata);
