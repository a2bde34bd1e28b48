using System.Diagnostics;
using System.Text;

namespace StreamApps.EmbeddedKafka.Clients.Tests;

/// <summary>Runs a client as its users do: a program of its own, judged by its exit code and what it prints.</summary>
static class ClientProgram
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs to the end and gives back what was printed; another exit code than 0 fails the test.</summary>
    public static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await EndAsync(process);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}\n{errors}");
        return output.ToString();
    }

    /// <summary>Starts a program that runs until it is stopped.</summary>
    public static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Small and quick to start: tests run many of these.
        start.Environment["KAFKA_OPTS"] = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        start.Environment["BENCH_JAVA_OPTS"] = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        return Process.Start(start)!;
    }

    static async Task EndAsync(Process process)
    {
        using var late = new CancellationTokenSource(s_patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not end");
        }
    }

    static void Append(StringBuilder text, string? line)
    {
        lock (text)
            text.AppendLine(line);
    }
}
