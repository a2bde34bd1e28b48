using System.Buffers;
using Backorders.Domain.Allocation;
using Backorders.Replay;
using Backorders.Replay.Commands;
using Backorders.Replay.Input;
using Backorders.Replay.Output;

namespace Backorders.Cli.Allocation;

/// <summary>Replays files of commands to a stream, line by line: what it holds is the state and one line.</summary>
sealed class FileReplay(Stream output)
{
    const int FlushBytes = 256 << 10;

    readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushBytes);
    readonly List<LogRecord> _records = [];
    readonly List<AllocationEvent> _events = [];
    readonly LogOrder _order = new();
    ReplaySession _session = new();

    /// <summary>Replays the files in their order; what was read before an error or Ctrl-C is printed.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> paths, CancellationToken cancelled)
    {
        try
        {
            foreach (var path in paths)
            {
                if (!Replay(path, cancelled))
                {
                    Console.Error.WriteLine("stopped before the end");
                    return ExitCode.Failure;
                }
            }
            return ExitCode.Success;
        }
        finally
        {
            Flush();
        }
    }

    bool Replay(string path, CancellationToken cancelled)
    {
        try
        {
            using var lines = InputFiles.Open(path);
            // Whoever writes commands into a pipe sees the answers to those that he wrote.
            lines.BeforeWait = Flush;
            using var file = new CommandFile(lines, _order);
            while (file.TryRead(_records, out var startsLog))
            {
                if (cancelled.IsCancellationRequested)
                    return false;
                if (startsLog)
                    _session = new ReplaySession();
                foreach (var record in _records)
                    Handle(record);
            }
            return !cancelled.IsCancellationRequested;
        }
        catch (ReplayFormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    void Handle(LogRecord record)
    {
        _events.Clear();
        _session.Handle(record, _events);
        EventWriter.Write(_events, _buffer);
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushBytes)
            Flush();
    }

    void Flush()
    {
        output.Write(_buffer.WrittenSpan);
        output.Flush();
        _buffer.ResetWrittenCount();
    }
}
