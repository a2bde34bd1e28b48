using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Backorders.Architecture.Tests;

/// <summary>What a compiled assembly says that it needs.</summary>
sealed class CompiledAssembly
{
    static readonly string s_framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    CompiledAssembly(IReadOnlyList<string> references, IReadOnlyList<string> nativeLibraries) =>
        (References, NativeLibraries) = (references, nativeLibraries);

    /// <summary>The assemblies that it uses, without those of .NET itself.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The native libraries that its methods are imported from.</summary>
    public IReadOnlyList<string> NativeLibraries { get; }

    public static CompiledAssembly Of(Project project)
    {
        File.Exists(project.AssemblyPath).ShouldBeTrue($"{project.Name} is not built: ./backorders build");
        using var file = File.OpenRead(project.AssemblyPath);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return new(
            [.. metadata.AssemblyReferences
                .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
                .Where(name => !File.Exists(Path.Combine(s_framework, $"{name}.dll")))
                .Order(StringComparer.Ordinal)],
            [.. metadata.MethodDefinitions
                .Select(handle => metadata.GetMethodDefinition(handle).GetImport().Module)
                .Where(module => !module.IsNil)
                .Select(module => metadata.GetString(metadata.GetModuleReference(module).Name))
                .Distinct(StringComparer.Ordinal)]);
    }
}
