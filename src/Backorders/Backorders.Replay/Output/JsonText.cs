using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Backorders.Replay.Output;

/// <summary>
/// Writes JSON in the byte form of the allocation specification: no white space, members in the order of the calls,
/// only quotation mark and backslash escaped.
/// </summary>
internal sealed class JsonText(IBufferWriter<byte> target, IOffsetMap? offsets = null)
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
        Digits(value);
        _comma = true;
        return this;
    }

    /// <summary>An offset of the command log, or the number that stands for it.</summary>
    public JsonText OffsetValue(long offset) => Value(offsets?.Map(offset) ?? offset);

    public JsonText Offset(string name, long? offset) =>
        offset is { } value ? Name(name).OffsetValue(value) : Name(name).Value((string?)null);

    /// <summary>The id <c>partition-offset-n</c>.</summary>
    public JsonText EventId(string name, EventHeader header)
    {
        Name(name);
        Raw((byte)'"');
        Digits(header.Position.Partition);
        Raw((byte)'-');
        Digits(offsets?.Map(header.Position.Offset) ?? header.Position.Offset);
        Raw((byte)'-');
        Digits(header.Index);
        Raw((byte)'"');
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

    void Digits(long value)
    {
        var span = target.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        target.Advance(written);
    }

    void Separate()
    {
        if (_comma)
            Raw((byte)',');
    }

    void Quoted(string text)
    {
        if (text.AsSpan().IndexOfAny('"', '\\') < 0)
        {
            var span = target.GetSpan(text.Length * 3 + 2);
            span[0] = (byte)'"';
            var written = Encoding.UTF8.GetBytes(text, span[1..]);
            span[written + 1] = (byte)'"';
            target.Advance(written + 2);
            return;
        }
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
