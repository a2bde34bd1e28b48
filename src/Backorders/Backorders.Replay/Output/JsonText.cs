using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Backorders.Replay.Output;

/// <summary>
/// Writes JSON in the byte form of the allocation specification: no white space, members in the order of the calls,
/// only quotation mark and backslash escaped.
/// </summary>
internal sealed class JsonText(IBufferWriter<byte> target)
{
    bool _comma;

    public JsonText Open(char bracket)
    {
        Separate();
        Raw((byte)bracket);
        _comma = false;
        return this;
    }

    public JsonText Close(char bracket)
    {
        Raw((byte)bracket);
        _comma = true;
        return this;
    }

    public JsonText Name(string name)
    {
        Separate();
        Quoted(name);
        Raw((byte)':');
        _comma = false;
        return this;
    }

    public JsonText Value(string? value)
    {
        if (value is null)
            return Literal("null"u8);
        Separate();
        Quoted(value);
        _comma = true;
        return this;
    }

    public JsonText Value(long? value) => value is { } number ? Value(number) : Literal("null"u8);

    public JsonText Value(long value)
    {
        Separate();
        var span = target.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        target.Advance(written);
        _comma = true;
        return this;
    }

    public JsonText Value(bool value) => Literal(value ? "true"u8 : "false"u8);

    public JsonText Value(DateOnly? value) =>
        value is { } date ? Value(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            : Literal("null"u8);

    public JsonText Member(string name, string? value) => Name(name).Value(value);

    public JsonText Member(string name, long? value) => Name(name).Value(value);

    public JsonText Member(string name, long value) => Name(name).Value(value);

    public JsonText Member(string name, bool value) => Name(name).Value(value);

    public JsonText Member(string name, DateOnly? value) => Name(name).Value(value);

    JsonText Literal(ReadOnlySpan<byte> literal)
    {
        Separate();
        target.Write(literal);
        _comma = true;
        return this;
    }

    void Separate()
    {
        if (_comma)
            Raw((byte)',');
    }

    void Quoted(string text)
    {
        Raw((byte)'"');
        var rest = text.AsSpan();
        int index;
        while ((index = rest.IndexOfAny('"', '\\')) >= 0)
        {
            Encoding.UTF8.GetBytes(rest[..index], target);
            Raw((byte)'\\');
            Raw((byte)rest[index]);
            rest = rest[(index + 1)..];
        }
        Encoding.UTF8.GetBytes(rest, target);
        Raw((byte)'"');
    }

    void Raw(byte value)
    {
        target.GetSpan(1)[0] = value;
        target.Advance(1);
    }
}
