using System.Diagnostics;
using System.Text;

namespace Backorders.TestSupport;

/// <summary>Other programs, run as their users run them: judged by their exit code and by what they print.</summary>
public static class Programs
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    /// <summary>How to start a program whose input and output are the test's.</summary>
    public static ProcessStartInfo Piped(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Runs to the end and gives back what was printed; another exit code than 0 fails the test.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start, string input)
    {
        var name = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
        using var process = new Process { StartInfo = start };
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await EndAsync(process, name);
        if (process.ExitCode != 0)
            Assert.Fail($"{name} ended with {process.ExitCode}\n{output}\n{errors}");
        return output.ToString();
    }

    static async Task EndAsync(Process process, string name)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{name} did not end");
        }
    }

    static void Append(StringBuilder text, string? line)
    {
        // Null is the end of the stream.
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }
}
