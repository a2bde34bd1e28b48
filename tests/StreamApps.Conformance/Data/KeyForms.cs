namespace StreamApps.Conformance.Data;

/// <summary>The two forms of keys.</summary>
internal static class KeyForms
{
    public static KeyForm<Datum> Plain { get; } =
        new(static key => key, static key => key!, static type => new DatumSerde(type));

    public static KeyForm<Windowed<Datum>> Windowed { get; } = new(
        static key => key is null ? null : new Datum.WindowKey(key.Key, key.Start, key.End),
        static key => key is Datum.WindowKey window ? new(window.Key, window.Start, window.End) : null!,
        static type => WindowedSerdes.Of(new DatumSerde(type.Inner)));
}
