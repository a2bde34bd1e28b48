namespace StreamApps.EmbeddedKafka.Core.Topics;

/// <summary>One topic or broker setting, by Kafka's name.</summary>
/// <param name="Name">The name that clients use.</param>
/// <param name="Default">The value when it is not set.</param>
/// <param name="Type">
/// The number of the type in DescribeConfigs (1 boolean, 2 string, 3 int, 5 long, 6 double, 7 list).
/// </param>
/// <param name="IsValid">Judges a value.</param>
internal sealed record ConfigDefinition(string Name, string Default, sbyte Type, Func<string, bool> IsValid);
