using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Those entries of a scan that have not expired, without their times.</summary>
internal sealed class LiveEntries(IStateIterator entries, StateExpiry expiry) : IStateIterator
{
    public ReadOnlySpan<byte> Key => entries.Key;

    public ReadOnlySpan<byte> Value => StateExpiry.Content(entries.Value);

    public bool MoveNext()
    {
        while (entries.MoveNext())
        {
            if (expiry.IsLive(entries.Value))
                return true;
        }
        return false;
    }

    public void Dispose() => entries.Dispose();
}
