using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Windows as vectors write them.</summary>
internal static class WindowSyntax
{
    public static TimeWindows Time(NodeSyntax node) => node.Required("window") switch
    {
        "tumbling" => TimeWindows.Tumbling(Milliseconds(node, "size"), Grace(node)),
        "hopping" => TimeWindows.Hopping(Milliseconds(node, "size"), Milliseconds(node, "advance"), Grace(node)),
        var other => throw new NotSupportedException($"'{other}' is no window of the vector language"),
    };

    public static SlidingWindows Sliding(NodeSyntax node) => SlidingWindows.Of(Milliseconds(node, "size"), Grace(node));

    public static SessionWindows Session(NodeSyntax node) => SessionWindows.Of(Milliseconds(node, "gap"), Grace(node));

    public static WindowEmission Emission(NodeSyntax node) => node.Optional("emit") switch
    {
        null or "update" => WindowEmission.OnUpdate,
        "close" => WindowEmission.OnClose,
        var other => throw new NotSupportedException($"'{other}' is no emission of the vector language"),
    };

    /// <summary>How the store of a windowed aggregation is kept; null for the default.</summary>
    public static WindowStoreOptions? Options(NodeSyntax node) =>
        node.OptionalNumber("retention") is { } retention
            ? new WindowStoreOptions { Retention = TimeSpan.FromMilliseconds(retention) }
            : null;

    static TimeSpan Grace(NodeSyntax node) => TimeSpan.FromMilliseconds(node.OptionalNumber("grace") ?? 0);

    static TimeSpan Milliseconds(NodeSyntax node, string name) => TimeSpan.FromMilliseconds(node.RequiredNumber(name));
}
