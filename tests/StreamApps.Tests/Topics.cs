namespace StreamApps.Tests;

/// <summary>The topics of the tests.</summary>
static class Topics
{
    public static Topic<string, string> In { get; } = new("in", Serdes.String, Serdes.String);

    public static Topic<string, string> Other { get; } = new("other", Serdes.String, Serdes.String);

    public static Topic<string, string> Out { get; } = new("out", Serdes.String, Serdes.String);

    public static Topic<string, string> Out2 { get; } = new("out2", Serdes.String, Serdes.String);

    public static Topic<string, long> Numbers { get; } = new("numbers", Serdes.String, Serdes.Int64);
}
