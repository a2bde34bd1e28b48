namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>A word of a Protobuf file: a name, a number, a string in its quotes, or one sign.</summary>
internal readonly record struct ProtoToken(string Text, int Line)
{
    public bool IsName => Text.Length > 0 && (char.IsAsciiLetter(Text[0]) || Text[0] == '_');

    public bool IsString => Text.Length > 0 && Text[0] is '"' or '\'';
}
