namespace Backorders.TestSupport;

/// <summary>A new folder under the system's temporary folder, deleted with all it holds on disposal.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("backorders-test-").FullName;

    /// <summary>The full path of an entry of the folder; nothing is created.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
