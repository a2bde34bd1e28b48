namespace Backorders.TestSupport;

/// <summary>
/// Where a test finds the repository and the material beside it. A test that needs material that is not there
/// skips itself by the name of what is missing, so that a clone on its own still runs green.
/// </summary>
public static class Workspace
{
    /// <summary>The repository's root: the nearest parent folder with the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of reference material beside the repository; it may be absent.</summary>
    public static string Shared => Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>A path below <see cref="Shared"/>; skips the running test when it does not exist.</summary>
    public static string RequireShared(params string[] parts)
    {
        var path = Path.Combine([Shared, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"needs ../shared/{string.Join('/', parts)}");
        return path;
    }

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Backorders.StreamApps.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no Backorders.StreamApps.sln above {AppContext.BaseDirectory}");
    }
}
