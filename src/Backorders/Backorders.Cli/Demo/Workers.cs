namespace Backorders.Cli.Demo;

/// <summary>The worker processes of a demo, and the one that kills them.</summary>
sealed class Workers : IDisposable
{
    static readonly TimeSpan KillInterval = TimeSpan.FromSeconds(4);

    readonly DemoFolder _folder;
    readonly string _bootstrap;
    readonly bool _ticks;
    readonly ChildProcess[] _processes;
    readonly Random _random;
    readonly TimeProvider _time;
    long _lastKill;

    public Workers(DemoFolder folder, string bootstrap, bool ticks, int count, int seed, TimeProvider time)
    {
        (_folder, _bootstrap, _ticks, _time) = (folder, bootstrap, ticks, time);
        _random = new Random(seed);
        _processes = new ChildProcess[count];
        for (var index = 0; index < count; index++)
            _processes[index] = Start(index);
        _lastKill = time.GetTimestamp();
    }

    /// <summary>Workers killed so far.</summary>
    public int Kills { get; private set; }

    /// <summary>Time since the last of them was killed, or since all were started.</summary>
    public TimeSpan SinceLastKill => _time.GetElapsedTime(_lastKill);

    /// <summary>Memory of all workers now, in bytes.</summary>
    public long Memory() => _processes.Sum(process => process.PeakMemory());

    /// <summary>Kills one of them, when it is time, and starts it again under its own name.</summary>
    public void KillOneIfDue()
    {
        if (_time.GetElapsedTime(_lastKill) < KillInterval)
            return;
        _lastKill = _time.GetTimestamp();
        var victim = _random.Next(_processes.Length);
        _processes[victim].Kill();
        _processes[victim].Dispose();
        Kills++;
        _processes[victim] = Start(victim);
    }

    /// <exception cref="IOException">One has ended by itself.</exception>
    public void RequireAlive()
    {
        for (var index = 0; index < _processes.Length; index++)
        {
            if (_processes[index].HasExited)
            {
                throw new IOException(
                    $"{Name(index)} ended with exit code {_processes[index].ExitCode}; "
                        + $"see {_folder.Log(Name(index))}");
            }
        }
    }

    /// <summary>Ends all of them in good order.</summary>
    public Task StopAsync() => Task.WhenAll(_processes.Select(process => process.StopAsync()));

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
    }

    ChildProcess Start(int index)
    {
        List<string> arguments =
        [
            "worker", "--topology", "all", "--bootstrap", _bootstrap,
            "--instance", Name(index), "--state-dir", _folder.State(Name(index)),
        ];
        if (!_ticks)
            arguments.Add("--no-ticks");
        if (File.Exists(_folder.Mapping))
            arguments.AddRange(["--mapping", _folder.Mapping]);
        return new ChildProcess(_folder.Log(Name(index)), arguments);
    }

    static string Name(int index) => $"worker-{index + 1}";
}
