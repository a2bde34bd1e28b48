namespace StreamApps.EmbeddedKafka.Storage;

/// <summary>
/// The broker's files: named files in named folders, one level deep. The core knows no other way to keep anything,
/// so that a test can stop it between any two writes. Failures are <see cref="IOException"/>.
/// </summary>
internal interface IStorage : IDisposable
{
    IReadOnlyList<string> Folders();

    IReadOnlyList<string> Files(string folder);

    void CreateFolder(string folder);

    void DeleteFolder(string folder);

    /// <summary>Opens a file for appending and reading; makes an empty one when it is missing.</summary>
    IStorageFile Open(string folder, string name);

    void Delete(string folder, string name);

    /// <summary>Renames a file over another one in one step.</summary>
    void Rename(string folder, string from, string to);

    /// <summary>All bytes of a small file; null when it does not exist.</summary>
    byte[]? ReadAll(string folder, string name);

    /// <summary>Replaces a small file in one step: a crash leaves the old bytes or the new ones.</summary>
    void Replace(string folder, string name, ReadOnlySpan<byte> content);
}
