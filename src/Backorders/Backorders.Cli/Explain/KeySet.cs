using System.Text;

namespace Backorders.Cli.Explain;

/// <summary>
/// A few record keys, told by their bytes from the many that are none of them. Safe for use from several threads.
/// </summary>
sealed class KeySet
{
    const int Places = 1024;

    readonly byte[][]?[] _places = new byte[][]?[Places];

    public KeySet(IEnumerable<string> keys)
    {
        foreach (var place in keys.Select(Encoding.UTF8.GetBytes).GroupBy(key => PlaceOf(key)))
            _places[place.Key] = [.. place];
    }

    public bool Contains(ReadOnlySpan<byte> key)
    {
        foreach (var one in _places[PlaceOf(key)] ?? [])
        {
            if (key.SequenceEqual(one))
                return true;
        }
        return false;
    }

    static int PlaceOf(ReadOnlySpan<byte> key)
    {
        var hash = (uint)key.Length;
        foreach (var one in key)
            hash = hash * 31 + one;
        return (int)(hash % Places);
    }
}
