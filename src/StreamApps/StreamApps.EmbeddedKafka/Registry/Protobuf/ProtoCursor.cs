using System.Globalization;
using System.Text;

namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>Walks over the words of a Protobuf file.</summary>
internal sealed class ProtoCursor(List<ProtoToken> tokens)
{
    int _at;

    public bool AtEnd => _at >= tokens.Count;

    public int Line => _at < tokens.Count ? tokens[_at].Line : tokens.Count > 0 ? tokens[^1].Line : 1;

    public string Peek(int ahead = 0) => _at + ahead < tokens.Count ? tokens[_at + ahead].Text : "";

    public ProtoSyntaxException Error(string problem) => new(Line, problem);

    public string Next()
    {
        if (AtEnd)
            throw Error("the file ends in the middle of a declaration");
        return tokens[_at++].Text;
    }

    public bool TryTake(string text)
    {
        if (Peek() != text)
            return false;
        _at++;
        return true;
    }

    public void Expect(string text)
    {
        if (!TryTake(text))
            throw Error($"expected '{text}' and found '{Peek()}'");
    }

    public string Name()
    {
        if (AtEnd || !tokens[_at].IsName)
            throw Error($"expected a name and found '{Peek()}'");
        return tokens[_at++].Text;
    }

    /// <summary>A name with dots, maybe from the root.</summary>
    public string QualifiedName()
    {
        var name = new StringBuilder();
        if (TryTake("."))
            name.Append('.');
        name.Append(Name());
        while (TryTake("."))
            name.Append('.').Append(Name());
        return name.ToString();
    }

    public int Integer()
    {
        var negative = TryTake("-");
        var text = Next();
        var value = Parse(text) ?? throw Error($"expected a whole number and found '{text}'");
        value = negative ? -value : value;
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw Error($"the number {text} does not fit in 32 bits");
    }

    /// <summary>The text of one string, or of several in a row.</summary>
    public string String()
    {
        if (AtEnd || !tokens[_at].IsString)
            throw Error($"expected a string and found '{Peek()}'");
        var text = new StringBuilder();
        while (!AtEnd && tokens[_at].IsString)
            text.Append(tokens[_at++].Text.AsSpan()[1..^1]);
        return text.ToString();
    }

    /// <summary>Passes over everything up to a sign at this depth of brackets.</summary>
    public void SkipTo(params ReadOnlySpan<string> ends)
    {
        var depth = 0;
        while (depth > 0 || !ends.Contains(Peek()))
        {
            var word = Next();
            if (word is "{" or "[" or "(")
                depth++;
            else if (word is "}" or "]" or ")" && --depth < 0)
                throw Error($"unexpected '{word}'");
        }
    }

    static long? Parse(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return uint.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex)
                ? hex
                : null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
