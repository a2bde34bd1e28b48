namespace StreamApps.Processing;

/// <summary>How many bytes of changes the tables of an application may hold back together. Thread-safe.</summary>
internal sealed class CacheBudget(long limit)
{
    long _used;

    /// <summary>Bytes that are held back now.</summary>
    public long Used => Interlocked.Read(ref _used);

    public bool IsExceeded => Used > limit;

    public void Add(long bytes) => Interlocked.Add(ref _used, bytes);
}
