using System.Security.Cryptography;
using System.Text;
using Backorders.Contracts;
using StreamApps.Processing;

namespace Backorders.Topologies.Intake;

/// <summary>Makes commands with what all of them have in common.</summary>
sealed class CommandFactory(IntakeOptions options)
{
    const int MaxIdBytes = 128;

    /// <summary>A command without its body.</summary>
    /// <param name="source">
    /// The metadata of the message that it is made of; null makes every check of it fail later.
    /// </param>
    /// <param name="part">Tells the commands of one message apart; null when there is one only.</param>
    /// <param name="sku">The SKU.</param>
    /// <param name="record">The record of the message.</param>
    public InventoryCommand Create(MessageMetadata? source, string? part, string sku, in RecordMetadata record)
    {
        var occurred = source?.OccurredAtUnixMs ?? 0;
        // Business time is bounded here, once, against the append time, so that every replay sees the same.
        var latest = record.Timestamp + (long)options.MaxAhead.TotalMilliseconds;
        var bounded = occurred > latest ? occurred - latest : 0;
        var id = source?.EventId ?? "";
        return new InventoryCommand
        {
            EventId = part is null ? id : Derived(id, part),
            OccurredAtUnixMs = occurred - bounded,
            BoundedByMs = bounded,
            CausationId = id,
            CorrelationId = source?.CorrelationId ?? "",
            Sku = sku,
            Synthetic = source?.Synthetic ?? false,
        };
    }

    /// <summary>
    /// An id for a part of a message: readable where it fits, else a hash of both. Without an id it stays empty, and is
    /// refused: parts of two messages without ids must not be taken for repeats of each other.
    /// </summary>
    public static string Derived(string id, string part)
    {
        if (id.Length == 0)
            return "";
        var text = CompositeKey.Of(id, part);
        return Encoding.UTF8.GetByteCount(text) <= MaxIdBytes
            ? text
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
