namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>One row of the API table.</summary>
/// <param name="Key">The request.</param>
/// <param name="Advertised">The lowest version that ApiVersions names.</param>
/// <param name="Lowest">The lowest version that is served; the same, save for Produce.</param>
/// <param name="Highest">The highest version, named and served.</param>
/// <param name="FlexibleSince">The first version with compact lengths and tagged fields.</param>
/// <param name="NewRequest">Makes an empty request.</param>
internal sealed record ApiDescriptor(
    ApiKey Key, short Advertised, short Lowest, short Highest, short FlexibleSince, Func<IMessage> NewRequest)
{
    public bool Serves(short version) => version >= Lowest && version <= Highest;

    public bool IsFlexible(short version) => version >= FlexibleSince;
}
