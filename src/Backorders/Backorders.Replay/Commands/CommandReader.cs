using System.Text.Json;
using Backorders.Replay.Input;

namespace Backorders.Replay.Commands;

/// <summary>Reads records of the command log in the JSON form of the allocation vectors.</summary>
public static class CommandReader
{
    // Members that nobody knows are ignored however deep they are nested; parsing does not recurse.
    static readonly JsonDocumentOptions s_options = new() { MaxDepth = NdjsonReader.MaxLineBytes };

    /// <summary>Reads a line with one record.</summary>
    /// <exception cref="ReplayFormatException">It is no record.</exception>
    public static LogRecord Read(ReadOnlyMemory<byte> line)
    {
        using var document = Parse(line);
        return Read(document.RootElement);
    }

    /// <summary>Parses a line.</summary>
    /// <exception cref="ReplayFormatException">It is not JSON.</exception>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonDocument.Parse(line, s_options);
        }
        catch (JsonException exception)
        {
            throw new ReplayFormatException(
                "not JSON: " + Reason(exception.Message), (exception.BytePositionInLine ?? -1) + 1, exception);
        }
    }

    /// <summary>Reads a record; its command may be malformed, the record may not.</summary>
    /// <exception cref="ReplayFormatException">Partition, offset or timestamp is missing or no whole
    /// number.</exception>
    public static LogRecord Read(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
            throw new ReplayFormatException("a record must be a JSON object", 1);
        var partition = Number(record, "partition");
        if (partition is < 0 or > int.MaxValue)
            throw new ReplayFormatException("a record needs a partition from 0 to 2^31-1");
        var position = new LogPosition((int)partition, Number(record, "offset"));
        var command = record.TryGetProperty("command", out var value) && value.ValueKind == JsonValueKind.Object
            ? Command(value)
            : new UnknownCommand(null);
        return new(position, Number(record, "timestamp"), command);
    }

    // The parser repeats the place within the line, which the caller knows better.
    static string Reason(string message)
    {
        var place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    /// <summary>Reads the members of a policy.</summary>
    internal static SetPolicy ReadPolicy(JsonElement members)
    {
        var read = new MemberReader(members);
        var policy = Policy(read);
        return policy with { Faults = read.Faults };
    }

    static long Number(JsonElement record, string member) =>
        record.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : throw new ReplayFormatException($"a record needs a whole number `{member}`");

    static AllocationCommand Command(JsonElement json)
    {
        var read = new MemberReader(json);
        var type = read.RequiredText("type");
        var command = Members(type, read);
        return command with
        {
            EventId = read.RequiredText("eventId"),
            Sku = read.RequiredText("sku"),
            OrderId = read.RequiredText("orderId"),
            LineId = read.RequiredText("lineId"),
            Faults = read.Faults,
        };
    }

    static AllocationCommand Members(string? type, MemberReader read) => type switch
    {
        "Tick" => new Tick(),
        "PlaceDemand" => new PlaceDemand
        {
            Quantity = read.Units("quantity"),
            PriorityClass = read.Integer("priorityClass", RejectionReason.InvalidPriorityClass),
            RequestedDate = read.Date("requestedDate"),
            Sites = read.Texts("sites", RejectionReason.InvalidSites),
            AllowSplit = read.Flag("allowSplit"),
            AllowPartial = read.Flag("allowPartial"),
        },
        "AmendDemand" => new AmendDemand
        {
            Quantity = read.Units("quantity"),
            PriorityClass = read.Integer("priorityClass", RejectionReason.InvalidPriorityClass),
            RequestedDate = read.Date("requestedDate"),
            ClearRequestedDate = read.Flag("clearRequestedDate"),
        },
        "CancelDemand" => new CancelDemand
        {
            Quantity = read.Units("quantity"),
            Reason = read.OptionalText("reason", RejectionReason.InvalidReason),
        },
        "ConfirmShipment" => new ConfirmShipment
        {
            Site = read.RequiredText("site"),
            Quantity = read.Units("quantity"),
        },
        "ReceiveStock" => new ReceiveStock
        {
            ReceiptId = read.RequiredText("receiptId"),
            Site = read.RequiredText("site"),
            Quantity = read.Units("quantity"),
            SupplyRef = read.OptionalText("supplyRef", RejectionReason.InvalidId),
        },
        "AdjustStock" => new AdjustStock
        {
            AdjustmentId = read.RequiredText("adjustmentId"),
            Site = read.RequiredText("site"),
            Delta = read.Units("delta"),
            Count = read.Units("count"),
            BookOnHand = read.Units("bookOnHand"),
            Reason = read.OptionalText("reason", RejectionReason.InvalidReason),
        },
        "SetPolicy" => Policy(read),
        _ => SupplyMembers(type, read),
    };

    static AllocationCommand SupplyMembers(string? type, MemberReader read) => type switch
    {
        "ExpectSupply" => new ExpectSupply
        {
            Ref = read.RequiredText("ref"),
            Site = read.RequiredText("site"),
            Quantity = read.Units("quantity"),
            Date = read.Date("date"),
        },
        "RescheduleSupply" => new RescheduleSupply
        {
            Ref = read.RequiredText("ref"),
            Quantity = read.Units("quantity"),
            Date = read.Date("date"),
        },
        "CancelSupply" => new CancelSupply { Ref = read.RequiredText("ref") },
        _ => new UnknownCommand(type),
    };

    static SetPolicy Policy(MemberReader read)
    {
        const string Invalid = RejectionReason.InvalidPolicy;
        return new()
        {
            Version = read.Integer("version", Invalid),
            SiteOrder = read.Texts("siteOrder", Invalid),
            SafetyStock = read.SafetyStock("safetyStock"),
            FillMode = read.OptionalText("fillMode", Invalid),
            SortKeys = read.Texts("sortKeys", Invalid),
            CancellationTtlMs = read.Integer("cancellationTtlMs", Invalid),
            DedupWindowMs = read.Integer("dedupWindowMs", Invalid),
            ClosedLineRetentionMs = read.Integer("closedLineRetentionMs", Invalid),
        };
    }
}
