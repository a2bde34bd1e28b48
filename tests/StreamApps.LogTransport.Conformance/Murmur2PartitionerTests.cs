using System.Text;
using StreamApps.Transport;

namespace StreamApps.LogTransport.Conformance;

/// <summary>
/// Hashes that Kafka's own unit tests pin: another hash would send a key's records to two partitions.
/// </summary>
public sealed class Murmur2PartitionerTests
{
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Hash_KnownKeys_EqualsTheJavaClients(string key, int expected) =>
        ((int)Murmur2Partitioner.Hash(Encoding.UTF8.GetBytes(key))).ShouldBe(expected);
}
