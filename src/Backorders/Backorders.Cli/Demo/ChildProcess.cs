using System.Diagnostics;

namespace Backorders.Cli.Demo;

/// <summary>This program as another process, with its output in a file.</summary>
sealed class ChildProcess : IDisposable
{
    static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);

    readonly Process _process;
    readonly StreamWriter _log;
    readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="logFile">Gets what the process prints; appended to.</param>
    /// <param name="arguments">The verb and its options.</param>
    public ChildProcess(string logFile, params IReadOnlyList<string> arguments)
    {
        _log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            AutoFlush = true,
        };
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A Ctrl-C at the terminal reaches the whole process group: the demo alone decides when its children end.
            RedirectStandardInput = true,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.Exited += (_, _) => _firstLine.TrySetException(
            new IOException($"the process ended before it was ready; see {logFile}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The first line that begins with 'ready', without that word.</summary>
    public Task<string> Ready => _firstLine.Task;

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The most memory that it has had resident so far, in bytes; 0 once it has ended.</summary>
    public long PeakMemory()
    {
        if (_process.HasExited)
            return 0;
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>SIGKILL: no handler runs.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, and SIGKILL for one that does not end in time.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
            return;
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{_process.Id}"])
        {
            UseShellExecute = false,
        });
        using var late = new CancellationTokenSource(StopTime);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        lock (_log)
            _log.Dispose();
    }

    void Write(string? line)
    {
        if (line is null)
            return;
        lock (_log)
        {
            if (_log.BaseStream.CanWrite)
                _log.WriteLine(line);
        }
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _firstLine.TrySetResult(line["ready ".Length..]);
    }
}
