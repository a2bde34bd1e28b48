using System.Text;

namespace Backorders.Audit.Oracle;

/// <summary>Strings by their UTF-8 bytes, the plain way: those of ASCII text are its characters.</summary>
internal sealed class ByteOrder : IComparer<string>
{
    public static ByteOrder Comparer { get; } = new();

    public int Compare(string? x, string? y) => Ascii.IsValid(x ?? "") && Ascii.IsValid(y ?? "")
        ? string.CompareOrdinal(x ?? "", y ?? "")
        : Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
