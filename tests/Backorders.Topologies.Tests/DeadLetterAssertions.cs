namespace Backorders.Topologies.Tests;

/// <summary>What whoever reads the dead letters must find.</summary>
static class DeadLetterAssertions
{
    /// <summary>One more dead letter, with its reason and the place that it came from.</summary>
    public static TestRecord<byte[], byte[]> ShouldSay(
        this TestOutputTopic<byte[], byte[]> letters, string reason, string topic, long offset)
    {
        var letter = letters.Read();
        letter.Headers!.LastText(DeadLetterHeaders.Message)!.ShouldContain(reason);
        letter.Headers!.LastText(DeadLetterHeaders.Topic).ShouldBe(topic);
        letter.Headers!.LastText(DeadLetterHeaders.Partition).ShouldBe("0");
        letter.Headers!.LastText(DeadLetterHeaders.Offset).ShouldBe($"{offset}");
        return letter;
    }
}
