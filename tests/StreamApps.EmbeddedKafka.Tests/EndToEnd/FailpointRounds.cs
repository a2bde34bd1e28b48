using StreamApps.EmbeddedKafka.Tests.Durability;

namespace StreamApps.EmbeddedKafka.Tests.EndToEnd;

/// <summary>
/// Many more ends of the broker's process under a transactional client than the plain run has time for.
/// </summary>
public sealed class FailpointRounds
{
    const int Rounds = 12;

    public static TheoryData<string, int> Chosen
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var kind in new[] { "index", "marker", "complete", "offsets" })
            {
                foreach (var count in new[] { 1, 2, 3, 5, 8 })
                    data.Add(kind, count);
            }
            return data;
        }
    }

    /// <summary>Writes nobody chose; the number is in the test's name, and runs again with it.</summary>
    public static TheoryData<int> Anywhere =>
        [.. Enumerable.Range(0, Rounds).Select(i => new Random(i + Environment.TickCount).Next(20, 300)).Distinct()];

    [Theory]
    [MemberData(nameof(Chosen))]
    public Task When_the_broker_dies_at_a_failpoint_Should_lose_and_repeat_nothing(string kind, int count) =>
        FailpointTests.RunAsync(kind, count);

    [Theory]
    [MemberData(nameof(Anywhere))]
    public Task When_the_broker_dies_at_any_write_Should_lose_and_repeat_nothing(int count) =>
        FailpointTests.RunAsync("any", count);
}
