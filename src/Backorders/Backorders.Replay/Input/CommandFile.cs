using System.Text.Json;
using Backorders.Replay.Commands;

namespace Backorders.Replay.Input;

/// <summary>
/// Reads command logs as NDJSON: a record a line, or a whole conformance vector, whose <c>commands</c> are a log of
/// their own. Not thread-safe.
/// </summary>
/// <remarks>
/// Lines of records are one log, over several files as well. A file whose first record stands at or before what was
/// read of its partition begins another log; within a file that is an error.
/// </remarks>
public sealed class CommandFile : IDisposable
{
    readonly NdjsonReader _lines;
    readonly LogOrder _order;
    bool _first = true;

    /// <summary>Reads one file of several.</summary>
    /// <param name="lines">The file; disposed with this one.</param>
    /// <param name="order">What was read of the files before; the same instance for all.</param>
    public CommandFile(NdjsonReader lines, LogOrder order)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(order);
        (_lines, _order) = (lines, order);
    }

    /// <summary>
    /// Reads the next line and gives its records to <paramref name="records"/>, which is cleared before. Sets
    /// <paramref name="startsLog"/> when they are the start of another log; false at the end.
    /// </summary>
    /// <exception cref="ReplayFormatException">The line is no record; the message has file, line and
    /// column.</exception>
    public bool TryRead(List<LogRecord> records, out bool startsLog)
    {
        ArgumentNullException.ThrowIfNull(records);
        records.Clear();
        startsLog = false;
        if (!_lines.TryRead(out var line))
            return false;
        try
        {
            using var document = CommandReader.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("commands", out var commands)
                && commands.ValueKind == JsonValueKind.Array && !root.TryGetProperty("command", out _))
            {
                _order.Clear();
                startsLog = true;
                foreach (var command in commands.EnumerateArray())
                    records.Add(Read(command, mayRestart: false, ref startsLog));
            }
            else
                records.Add(Read(root, mayRestart: _first, ref startsLog));
            _first = false;
            return true;
        }
        catch (ReplayFormatException exception) when (exception.InnerException is not ReplayFormatException)
        {
            throw _lines.Error(exception.Message, exception.Column, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    LogRecord Read(JsonElement json, bool mayRestart, ref bool startsLog)
    {
        var record = CommandReader.Read(json);
        if (_order.Follows(record.Position))
            return record;
        if (!mayRestart)
        {
            var (partition, offset) = (record.Position.Partition, record.Position.Offset);
            var last = _order.Last(partition);
            throw new ReplayFormatException(FormattableString.Invariant(
                $"offset {offset} of partition {partition} does not come after {last}: offsets must grow"));
        }
        _order.Clear();
        startsLog = true;
        _ = _order.Follows(record.Position);
        return record;
    }
}
