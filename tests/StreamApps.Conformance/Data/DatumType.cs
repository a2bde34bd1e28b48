namespace StreamApps.Conformance.Data;

/// <summary>The type of a key or value: string or long, or a window of one of them.</summary>
/// <param name="IsLong">True for long, false for string.</param>
/// <param name="IsWindowed">True for the key of a window.</param>
internal readonly record struct DatumType(bool IsLong, bool IsWindowed)
{
    const string WindowedPrefix = "windowed:";

    public static DatumType String { get; } = new(IsLong: false, IsWindowed: false);

    public static DatumType Long { get; } = new(IsLong: true, IsWindowed: false);

    /// <summary>The plain type.</summary>
    public DatumType Inner => this with { IsWindowed = false };

    public static DatumType Parse(string text)
    {
        var windowed = text.StartsWith(WindowedPrefix, StringComparison.Ordinal);
        return (windowed ? text[WindowedPrefix.Length..] : text) switch
        {
            "string" => new(IsLong: false, windowed),
            "long" => new(IsLong: true, windowed),
            _ => throw new FormatException($"'{text}' is no type of the vector language"),
        };
    }

    public override string ToString() => (IsWindowed ? WindowedPrefix : "") + (IsLong ? "long" : "string");
}
