using System.IO.Hashing;
using System.Text.Json;

namespace Backorders.CdcBridge.Decoding;

/// <summary>
/// The names of the members of one object so far: a name that comes twice makes the object ambiguous.
/// </summary>
ref struct NameSet(Span<ulong> inline)
{
    /// <summary>How many names need no memory of their own.</summary>
    public const int Inline = 64;

    readonly Span<ulong> _inline = inline;
    HashSet<ulong>? _more;
    int _count;

    /// <summary>Adds a name by its hash; false when it is there.</summary>
    public bool TryAdd(ulong hash)
    {
        if (_inline[.._count].Contains(hash))
            return false;
        if (_count < _inline.Length)
        {
            _inline[_count++] = hash;
            return true;
        }
        return (_more ??= []).Add(hash);
    }

    /// <summary>The hash of the name that the reader stands on.</summary>
    public static ulong Hash(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return XxHash3.HashToUInt64(reader.ValueSpan);
        // A name may be written in several ways.
        var name = new byte[reader.ValueSpan.Length];
        return XxHash3.HashToUInt64(name.AsSpan(0, reader.CopyString(name)));
    }

    /// <summary>The error for the name that the reader stands on.</summary>
    public static DecodeException Duplicate(ref Utf8JsonReader reader, string owner) =>
        new(DecodeReason.DuplicateMember, $"{owner} has the member '{JsonText.Of(ref reader)}' twice");
}
