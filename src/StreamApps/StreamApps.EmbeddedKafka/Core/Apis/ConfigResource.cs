namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>What settings belong to, by the numbers of the config APIs.</summary>
internal static class ConfigResource
{
    public const sbyte Topic = 2;
    public const sbyte Broker = 4;
}
