namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>Where a setting's value comes from, by the numbers of DescribeConfigs.</summary>
internal static class ConfigSource
{
    public const sbyte Topic = 1;
    public const sbyte StaticBroker = 4;
    public const sbyte Default = 5;
}
