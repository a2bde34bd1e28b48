namespace StreamApps.EmbeddedKafka.Tests.Brokers;

/// <summary>
/// A broker to test against; asking for its address starts it, or skips the test when it is not there.
/// </summary>
public interface IBrokerAddress
{
    Task<string> BootstrapAsync();
}
