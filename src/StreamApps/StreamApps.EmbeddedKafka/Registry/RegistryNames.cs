namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>The words of the registry's interface for types, levels and modes.</summary>
internal static class RegistryNames
{
    static readonly string[] s_types = ["AVRO", "JSON", "PROTOBUF"];

    static readonly string[] s_levels =
        ["NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE"];

    static readonly string[] s_modes = ["READWRITE", "READONLY", "READONLY_OVERRIDE", "IMPORT"];

    public static IReadOnlyList<string> Types => s_types;

    public static string Of(SchemaType type) => s_types[(int)type];

    public static string Of(CompatibilityLevel level) => s_levels[(int)level];

    public static string Of(RegistryMode mode) => s_modes[(int)mode];

    /// <summary>A missing type means Avro, the registry's first language.</summary>
    public static SchemaType? TypeOf(string? word) =>
        word is null ? SchemaType.Avro : (SchemaType?)IndexOf(s_types, word);

    public static CompatibilityLevel? LevelOf(string? word) => (CompatibilityLevel?)IndexOf(s_levels, word);

    public static RegistryMode? ModeOf(string? word) => (RegistryMode?)IndexOf(s_modes, word);

    static int? IndexOf(string[] words, string? word)
    {
        var index = Array.FindIndex(words, item => item.Equals(word, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index;
    }
}
