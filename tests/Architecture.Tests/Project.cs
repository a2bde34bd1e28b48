using System.Xml.Linq;

namespace Backorders.Architecture.Tests;

/// <summary>A project file and the folder that it is in.</summary>
sealed class Project
{
    /// <summary>Packages that every project has: they check the code and are not part of it.</summary>
    static readonly string[] s_analyzers = ["Grpc.Tools"];

    readonly XDocument _xml;

    Project(string path)
    {
        Path = path;
        _xml = XDocument.Load(path);
    }

    /// <summary>All projects of the repository.</summary>
    public static IReadOnlyList<Project> All { get; } =
    [
        .. new[] { "src", "tests", "bench" }
            .Select(folder => System.IO.Path.Combine(Workspace.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(path => new Project(path)),
    ];

    /// <summary>The projects that are shipped.</summary>
    public static IReadOnlyList<Project> Sources { get; } =
        [.. All.Where(project => project.RelativePath.StartsWith("src/", StringComparison.Ordinal))];

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string RelativePath => System.IO.Path.GetRelativePath(Workspace.Root, Path).Replace('\\', '/');

    /// <summary>A program rather than a library.</summary>
    public bool IsHost => Value("OutputType") is "Exe";

    /// <summary>The compiled assembly; it may not be there.</summary>
    public string AssemblyPath => System.IO.Path.Combine(
        Workspace.Root, "artifacts", "bin", Name, "release", $"{Value("AssemblyName") ?? Name}.dll");

    /// <summary>The names of the projects that it references.</summary>
    public IReadOnlyList<string> References =>
        [.. Items("ProjectReference")
            .Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    /// <summary>The packages that become part of it.</summary>
    public IReadOnlyList<string> Packages =>
        [.. Items("PackageReference").Concat(Items("Reference")).Except(s_analyzers, StringComparer.Ordinal)];

    public static Project Named(string name) =>
        All.FirstOrDefault(project => string.Equals(project.Name, name, StringComparison.Ordinal))
        ?? throw new InvalidOperationException(
            $"there is no project {name}: change the rules of Architecture.Tests with the layout");

    /// <summary>The project's own source files, without what a build made.</summary>
    public IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
            && !file.Contains("/bin/", StringComparison.Ordinal));

    public override string ToString() => Name;

    string? Value(string property) => _xml.Descendants(property).FirstOrDefault()?.Value;

    IEnumerable<string> Items(string item) =>
        _xml.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}
