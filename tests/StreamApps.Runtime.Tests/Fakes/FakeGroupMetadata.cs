using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>A membership by its generation.</summary>
sealed record FakeGroupMetadata(int Generation) : IGroupMetadata
{
    public bool IsMember => Generation >= 0;
}
