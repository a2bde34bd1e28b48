namespace Backorders.Cli.Bench;

/// <summary>Where Apache Kafka and the peers are: beside the repository, unless a folder is named.</summary>
static class BenchMaterial
{
    public static string Folder(DirectoryInfo? named)
    {
        if (named is not null)
            return named.FullName;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Backorders.StreamApps.sln")))
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared"));
        }
        return Path.GetFullPath(Path.Combine("..", "shared"));
    }
}
