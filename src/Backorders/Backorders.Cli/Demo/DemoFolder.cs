namespace Backorders.Cli.Demo;

/// <summary>Where a demo keeps its files: a temporary folder that goes at the end, or one that stays.</summary>
sealed class DemoFolder : IDisposable
{
    readonly string _path;
    readonly bool _keep;

    public DemoFolder(string? keep)
    {
        _keep = keep is not null;
        _path = keep ?? Directory.CreateTempSubdirectory("backorders-demo-").FullName;
        Directory.CreateDirectory(_path);
    }

    /// <summary>The broker's logs.</summary>
    public string Broker => Path.Combine(_path, "broker");

    /// <summary>The state of a worker.</summary>
    public string State(string worker) => Path.Combine(_path, worker);

    /// <summary>The mapping of the simulated WMS.</summary>
    public string Mapping => Path.Combine(_path, "mapping.yaml");

    /// <summary>What a process printed.</summary>
    public string Log(string process) => Path.Combine(_path, process + ".log");

    /// <summary>After a failure the files are what explains it.</summary>
    public bool KeepForDiagnosis { get; set; }

    /// <summary>The folder's path, when it stays.</summary>
    public string? KeptPath => _keep || KeepForDiagnosis ? _path : null;

    public void Dispose()
    {
        if (KeptPath is null)
            Directory.Delete(_path, recursive: true);
    }
}
