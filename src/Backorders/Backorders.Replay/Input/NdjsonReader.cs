using System.Buffers;
using System.IO.Compression;
using System.Text;
using Backorders.Replay.Commands;

namespace Backorders.Replay.Input;

/// <summary>
/// Reads a stream line by line as bytes: plain, or gzip by its first two bytes. Lines that hold only white space are
/// left out. Memory is one line, which may have <see cref="MaxLineBytes"/>. Not thread-safe.
/// </summary>
public sealed class NdjsonReader : IDisposable
{
    /// <summary>The longest line: a vector with a long log is about a megabyte.</summary>
    public const int MaxLineBytes = 64 << 20;

    const int FirstBuffer = 64 << 10;

    readonly Stream _content;
    readonly string _name;
    byte[] _buffer = new byte[FirstBuffer];
    int _start;
    int _end;
    bool _ended;

    /// <summary>Opens a stream.</summary>
    /// <param name="content">The stream; disposed with the reader.</param>
    /// <param name="name">What it is called in messages, for instance its path.</param>
    public NdjsonReader(Stream content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        _name = name;
        _content = content;
        Fill();
        if (_end > 1 && _buffer[0] == 0x1F && _buffer[1] == 0x8B)
        {
            var head = new MemoryStream(_buffer[.._end], writable: false);
            _content = new GZipStream(new JoinedStream(head, content), CompressionMode.Decompress);
            (_start, _end, _ended) = (0, 0, false);
            Fill();
        }
        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
            _start = Encoding.UTF8.Preamble.Length;
    }

    /// <summary>The number of the line that <see cref="TryRead"/> gave last, from 1.</summary>
    public int LineNumber { get; private set; }

    /// <summary>
    /// Called before the reader asks its stream for more, which may take as long as the writer likes.
    /// </summary>
    public Action? BeforeWait { get; set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static NdjsonReader Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0), path);

    /// <summary>The next line without its end; valid until the next call.</summary>
    /// <exception cref="ReplayFormatException">The line is too long or not UTF-8, or the gzip is damaged.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        while (TryTake(out line))
        {
            LineNumber++;
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            RequireUtf8(line.Span);
            return true;
        }
        return false;
    }

    /// <summary>An error at a byte of the line that was read last; 0 when it is about the line as a whole.</summary>
    public ReplayFormatException Error(string message, long column, Exception? inner = null) =>
        new(FormattableString.Invariant($"{_name}:{Math.Max(LineNumber, 1)}:{Math.Max(column, 1)}: {message}"),
            column, inner);

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    bool TryTake(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsMemory(_start, searched + length);
                _start += searched + length + 1;
                return true;
            }
            if (_ended)
            {
                line = _buffer.AsMemory(_start, rest.Length);
                _start = _end;
                return !rest.IsEmpty;
            }
            searched = rest.Length;
            Fill();
        }
    }

    void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Grow();
        BeforeWait?.Invoke();
        try
        {
            var count = _content.Read(_buffer, _end, _buffer.Length - _end);
            _end += count;
            _ended = count == 0;
        }
        catch (InvalidDataException exception)
        {
            LineNumber++;
            throw Error("the gzip stream is damaged", 1, exception);
        }
    }

    void Grow()
    {
        if (_buffer.Length >= MaxLineBytes)
        {
            LineNumber++;
            throw Error($"a line is longer than {MaxLineBytes >> 20} MiB", MaxLineBytes);
        }
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    void RequireUtf8(ReadOnlySpan<byte> line)
    {
        if (System.Text.Unicode.Utf8.IsValid(line))
            return;
        var column = 0;
        while (Rune.DecodeFromUtf8(line[column..], out _, out var consumed) == OperationStatus.Done)
            column += consumed;
        throw Error("not UTF-8", column + 1);
    }
}
