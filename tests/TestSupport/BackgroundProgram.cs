using System.Diagnostics;

namespace Backorders.TestSupport;

/// <summary>A program that runs until it is killed, with what it prints in a file.</summary>
public sealed class BackgroundProgram : IDisposable
{
    readonly Process _process;
    readonly StreamWriter _log;

    /// <summary>Starts it.</summary>
    /// <param name="logFile">What it prints is appended to it.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that it has beside those of the test.</param>
    public BackgroundProgram(
        string logFile,
        string program,
        IEnumerable<string> arguments,
        params IEnumerable<(string Name, string Value)> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        LogFile = logFile;
        var file = new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        _log = new StreamWriter(file) { AutoFlush = true };
        var start = Programs.Piped(program, arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where what it prints goes.</summary>
    public string LogFile { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>SIGKILL: nothing is flushed, closed or said good-bye to.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGQUIT, for those that must end their own children.</summary>
    public void Quit()
    {
        using var kill = Process.Start("kill", ["-QUIT", $"{_process.Id}"]);
        _process.WaitForExit();
    }

    /// <summary>The last lines of what it printed.</summary>
    public string Tail()
    {
        using var text = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join('\n', text.ReadToEnd().Split('\n').TakeLast(15));
    }

    /// <inheritdoc/>
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
        lock (_log)
        {
            if (line is not null && _log.BaseStream.CanWrite)
                _log.WriteLine(line);
        }
    }
}
