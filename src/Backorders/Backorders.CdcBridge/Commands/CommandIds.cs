using System.Security.Cryptography;
using System.Text;

namespace Backorders.CdcBridge.Commands;

/// <summary>
/// Ids of commands: made of the row and of how many changes of it became commands, never of a position.
/// </summary>
static class CommandIds
{
    const int MaxBytes = 128;

    /// <summary>
    /// <c>source/table/key/revision</c>, and a number behind a point for all but the first command of a change. Where
    /// that
    /// is no identifier, a hash of it.
    /// </summary>
    public static string Of(CommandContext context, int number)
    {
        var text = number == 0
            ? $"{context.Source}/{context.Table}/{context.Key}/{context.Revision}"
            : $"{context.Source}/{context.Table}/{context.Key}/{context.Revision}.{number}";
        return Domain.Allocation.Identifier.IsValid(text) && Encoding.UTF8.GetByteCount(text) <= MaxBytes
            ? text
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
