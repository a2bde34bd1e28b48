using System.Diagnostics;
using Backorders.TestSupport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>A program that runs until it is killed, with what it prints in a file.</summary>
sealed class LiveProgram : IDisposable
{
    readonly Process _process;
    readonly StreamWriter _log;

    public LiveProgram(string logFile, string program, IEnumerable<string> arguments)
    {
        LogFile = logFile;
        var file = new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        _log = new StreamWriter(file) { AutoFlush = true };
        var start = Programs.Piped(program, arguments);
        start.Environment["KAFKA_OPTS"] = "-Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        start.Environment["KAFKA_LOG"] = "warn";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string LogFile { get; }

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
