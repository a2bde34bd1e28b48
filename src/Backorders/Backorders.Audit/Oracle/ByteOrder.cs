using System.Text;

namespace Backorders.Audit.Oracle;

/// <summary>Strings by their UTF-8 bytes, the plain way.</summary>
internal sealed class ByteOrder : IComparer<string>
{
    public static ByteOrder Comparer { get; } = new();

    public int Compare(string? x, string? y) =>
        Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
