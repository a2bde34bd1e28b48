using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>The part of a stored group before its members.</summary>
internal sealed class GroupHead(string protocolType, int generation, string? protocol, string? leader, long changedAtMs)
{
    public string ProtocolType = protocolType;
    public int Generation = generation;
    public string? Protocol = protocol;
    public string? Leader = leader;
    public long ChangedAtMs = changedAtMs;

    public void Walk(FieldCodec f)
    {
        f.String(ref ProtocolType);
        f.Int32(ref Generation);
        f.NullableString(ref Protocol);
        f.NullableString(ref Leader);
        f.Int64(ref ChangedAtMs);
    }
}
