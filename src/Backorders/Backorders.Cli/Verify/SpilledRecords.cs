using Microsoft.Win32.SafeHandles;

namespace Backorders.Cli.Verify;

/// <summary>
/// Values of records on disk, with an entry of a few bytes for each in memory: what an audit of millions of events can
/// afford. The file is a temporary one and goes with the process. Not thread-safe.
/// </summary>
sealed class SpilledRecords : IDisposable
{
    const int BufferBytes = 256 << 10;
    const int WindowBytes = 32 << 10;

    readonly SafeFileHandle _file = File.OpenHandle(
        Path.Combine(Path.GetTempPath(), $"backorders-verify-{Path.GetRandomFileName()}"), FileMode.CreateNew,
        FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    readonly List<Entry> _entries = [];
    readonly Dictionary<(byte Topic, int Partition), Window> _windows = [];
    byte[] _buffer = new byte[BufferBytes];
    int _buffered;
    long _written;

    public int Count => _entries.Count;

    public ref readonly Entry this[int index] =>
        ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries)[index];

    /// <summary>Adds a value with its place and the command that it is of.</summary>
    public void Add(ReadOnlySpan<byte> value, byte topic, int partition, long offset, long command, int index)
    {
        _entries.Add(new(command, index, topic, partition, offset, _written + _buffered, value.Length));
        if (value.Length > _buffer.Length - _buffered)
            Flush();
        if (value.Length > _buffer.Length)
        {
            RandomAccess.Write(_file, value, _written);
            _written += value.Length;
            return;
        }
        value.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += value.Length;
    }

    /// <summary>Puts the entries in the order of their commands; nothing is added any more.</summary>
    public void Sort()
    {
        Flush();
        _buffer = [];
        _entries.Sort();
    }

    /// <summary>The value of an entry; valid until the next call. Only after <see cref="Sort"/>.</summary>
    public ReadOnlySpan<byte> Read(in Entry entry)
    {
        // The order of the commands goes through the values of each topic partition from the first to the last, and
        // back and forth between those: with a window each, most reads end in what was read before.
        var source = (entry.Topic, entry.Partition);
        if (!_windows.TryGetValue(source, out var window))
            _windows.Add(source, window = new());
        if (!window.Has(entry))
            window.Move(_file, entry);
        return window.Bytes.AsSpan((int)(entry.Position - window.Start), entry.Length);
    }

    public void Dispose() => _file.Dispose();

    void Flush()
    {
        RandomAccess.Write(_file, _buffer.AsSpan(0, _buffered), _written);
        _written += _buffered;
        _buffered = 0;
    }

    // A part of the file.
    sealed class Window
    {
        int _length;

        public byte[] Bytes { get; private set; } = new byte[WindowBytes];

        public long Start { get; private set; }

        public bool Has(in Entry entry) =>
            entry.Position >= Start && entry.Position + entry.Length <= Start + _length;

        public void Move(SafeFileHandle file, in Entry entry)
        {
            if (entry.Length > Bytes.Length)
                Bytes = new byte[entry.Length];
            Start = entry.Position;
            _length = RandomAccess.Read(file, Bytes, Start);
            if (_length < entry.Length)
                throw new IOException("the temporary file of the audit was cut off");
        }
    }

    /// <summary>A value: the command that it is of, where it was read, and where it is in the file.</summary>
    public readonly record struct Entry(
        long Command, int Index, byte Topic, int Partition, long Offset, long Position, int Length) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            if (Command != other.Command)
                return Command.CompareTo(other.Command);
            return Index != other.Index ? Index.CompareTo(other.Index) : Position.CompareTo(other.Position);
        }
    }
}
