namespace StreamApps.RocksDb;

/// <summary>
/// The memory of all databases of a process. The block cache holds index and filter blocks too, so cache and write
/// buffers are nearly all that RocksDB takes.
/// </summary>
public sealed class RocksDbOptions
{
    /// <summary>Bytes of the block cache that all databases share. Default 64 MiB; at least 1 MiB.</summary>
    public long BlockCacheBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Bytes of write buffers of all databases together. Default 64 MiB; at least 1 MiB for each task.
    /// </summary>
    public long WriteBufferBytes { get; init; } = 64 << 20;

    /// <summary>
    /// The most databases that are open at a time: each gets its share of the write buffers. Default 8.
    /// </summary>
    public int MostTasks { get; init; } = 8;

    /// <summary>Background threads for flushes and compactions, over all databases. Default 2.</summary>
    public int BackgroundJobs { get; init; } = 2;

    /// <summary>Files that each database keeps open. Default 512.</summary>
    public int OpenFiles { get; init; } = 512;

    /// <summary>Bytes that all databases take together, but for what open iterators pin.</summary>
    public long PlannedBytes => BlockCacheBytes + WriteBufferBytes;

    /// <summary>The write buffers of one database, in bytes.</summary>
    internal long WriteBufferBytesPerTask => WriteBufferBytes / MostTasks;

    internal static void Validate(RocksDbOptions options)
    {
        const long Mebibyte = 1 << 20;
        var problems = new List<string>();
        if (options.BlockCacheBytes < Mebibyte)
            problems.Add($"{nameof(BlockCacheBytes)} is {options.BlockCacheBytes}, it must be at least {Mebibyte}");
        if (options.MostTasks < 1)
            problems.Add($"{nameof(MostTasks)} is {options.MostTasks}, it must be at least 1");
        else if (options.WriteBufferBytesPerTask < Mebibyte)
            problems.Add($"{nameof(WriteBufferBytes)} is {options.WriteBufferBytes}, each task needs at least 1 MiB");
        if (options.BackgroundJobs < 1)
            problems.Add($"{nameof(BackgroundJobs)} is {options.BackgroundJobs}, it must be at least 1");
        if (options.OpenFiles < 16)
            problems.Add($"{nameof(OpenFiles)} is {options.OpenFiles}, it must be at least 16");
        if (problems.Count > 0)
            throw new ArgumentException($"invalid RocksDB options: {string.Join("; ", problems)}", nameof(options));
    }
}
