using Backorders.TestSupport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>
/// The bridge as its users run it: <c>backorders worker --topology cdc-bridge</c>, a process of its own.
/// </summary>
sealed class BridgeWorker(TemporaryFolder folder, string bootstrap) : IDisposable
{
    static readonly string Program = Path.Combine(
        Workspace.Root, "artifacts", "bin", "Backorders.Cli", "release", "backorders.dll");

    BackgroundProgram? _program;

    public string Mapping => folder.File("mapping.yaml");

    public void Start() => _program = new BackgroundProgram(folder.File("bridge.log"), "dotnet",
    [
        Program, "worker", "--topology", "cdc-bridge", "--mapping", Mapping, "--bootstrap", bootstrap,
        "--state-dir", folder.File("state"),
    ]);

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _program?.Dispose();
        _program = null;
    }

    public string Tail() => _program?.Tail() ?? "the bridge does not run";

    public void Dispose() => Kill();
}
