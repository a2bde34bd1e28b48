namespace StreamApps.EmbeddedKafka.Registry.Protobuf;

/// <summary>Cuts the text of a Protobuf file into words; comments and white space are left out.</summary>
internal static class ProtoTokenizer
{
    const string Signs = "{}[]()<>=;,.:+-/";

    public static List<ProtoToken> Split(string text)
    {
        var tokens = new List<ProtoToken>();
        var line = 1;
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c == '\n')
                line++;
            if (char.IsWhiteSpace(c) || c == '\uFEFF')
                at++;
            else if (c == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')
                at = SkipComment(text, at, ref line);
            else
                at = Take(tokens, text, at, line);
        }
        return tokens;
    }

    static int Take(List<ProtoToken> tokens, string text, int at, int line)
    {
        var end = text[at] switch
        {
            '"' or '\'' => EndOfString(text, at, line),
            var c when char.IsAsciiLetterOrDigit(c) || c == '_' => EndOfWord(text, at),
            var c when Signs.Contains(c, StringComparison.Ordinal) => at + 1,
            var c => throw new ProtoSyntaxException(line, $"unexpected '{c}'"),
        };
        tokens.Add(new ProtoToken(text[at..end], line));
        return end;
    }

    static int SkipComment(string text, int at, ref int line)
    {
        var blockComment = text[at + 1] == '*';
        var end = blockComment ? text.IndexOf("*/", at + 2, StringComparison.Ordinal) : text.IndexOf('\n', at);
        if (end < 0)
            return blockComment ? throw new ProtoSyntaxException(line, "a comment without an end") : text.Length;
        if (!blockComment)
            return end;
        line += text.AsSpan(at, end - at).Count('\n');
        return end + 2;
    }

    static int EndOfString(string text, int at, int line)
    {
        var quote = text[at];
        for (var i = at + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == quote)
                return i + 1;
        }
        throw new ProtoSyntaxException(line, "a string without an end");
    }

    /// <summary>A name, or a number with its point and exponent.</summary>
    static int EndOfWord(string text, int at)
    {
        var number = char.IsAsciiDigit(text[at]);
        var end = at + 1;
        while (end < text.Length
            && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'
                || (number && (text[end] == '.' || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E')))))
        {
            end++;
        }
        return end;
    }
}
