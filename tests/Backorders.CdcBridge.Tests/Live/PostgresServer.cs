using System.Diagnostics;
using Backorders.TestSupport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>A PostgreSQL of its own on the loopback, from the distribution's programs, with logical decoding.</summary>
sealed class PostgresServer : IDisposable
{
    const string Installed = "/usr/lib/postgresql";
    const string Install = "needs PostgreSQL: apt-get install postgresql";

    /// <summary>PostgreSQL refuses to run as root.</summary>
    const string User = "postgres";

    readonly string _programs;
    readonly string _folder;
    readonly BackgroundProgram _server;

    PostgresServer(string programs, string folder, int port)
    {
        (_programs, _folder, Port) = (programs, folder, port);
        var (program, arguments) = AsUser(Path.Combine(programs, "postgres"),
        [
            "-D", folder, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "wal_level=logical",
            "-c", "fsync=off", "-c", "shared_buffers=32MB",
        ]);
        _server = new BackgroundProgram(folder + ".log", program, arguments);
    }

    public int Port { get; }

    /// <summary>Starts an empty one; skips the running test by name where it is not installed.</summary>
    public static async Task<PostgresServer> StartAsync(string folder)
    {
        var programs = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed)
                .Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        Assert.SkipWhen(programs is null, Install);
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chmod", ["711", Path.GetDirectoryName(folder)!], "");
            await RunAsync("chown", [User, folder], "");
        }
        var (program, arguments) = AsUser(
            Path.Combine(programs!, "initdb"), ["-D", folder, "-U", User, "-A", "trust", "-E", "UTF8", "--no-sync"]);
        await RunAsync(program, arguments, "");
        var server = new PostgresServer(programs!, folder, KafkaLab.FreePort());
        var (ready, asked) =
            (Path.Combine(programs!, "pg_isready"), new[] { "-q", "-h", "127.0.0.1", "-p", $"{server.Port}" });
        await Eventually.HoldsAsync(
            async () => await ExitCodeAsync(ready, asked) == 0,
            () => $"PostgreSQL does not answer: {server._server.Tail()}");
        return server;
    }

    /// <summary>Runs statements in a session of their own; an error fails the test.</summary>
    public Task ExecuteAsync(string sql) => RunAsync(Psql, Session, sql);

    /// <summary>The rows of a query, each as its columns' texts.</summary>
    public async Task<List<string[]>> QueryAsync(string sql) =>
        [.. (await RunAsync(Psql, [.. Session, "-A", "-t", "-F", "\t"], sql))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))];

    /// <summary>Immediately, without a checkpoint: nobody starts it again.</summary>
    public void Dispose()
    {
        _server.Quit();
        _server.Dispose();
        File.Delete(_folder + ".log");
    }

    string Psql => Path.Combine(_programs, "psql");

    string[] Session =>
        ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{Port}", "-U", User, "-d", User];

    static (string Program, IEnumerable<string> Arguments) AsUser(string program, IEnumerable<string> arguments) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", program, .. arguments])
            : (program, arguments);

    static Task<string> RunAsync(string program, IEnumerable<string> arguments, string input) =>
        Programs.RunAsync(Start(program, arguments), input);

    static async Task<int> ExitCodeAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(Start(program, arguments))!;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    // Its user may not be let into the test's own folder.
    static ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = Programs.Piped(program, arguments);
        start.WorkingDirectory = "/";
        return start;
    }
}
