using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Backorders.Replay.Commands;

/// <summary>
/// Types the members of one JSON command. What cannot be typed becomes a <see cref="MemberFault"/> with the reason that
/// the member's type gives.
/// </summary>
internal sealed class MemberReader(JsonElement command)
{
    ImmutableArray<MemberFault>.Builder? _faults;

    public ImmutableArray<MemberFault> Faults => _faults?.ToImmutable() ?? [];

    /// <summary>A required text: anything else reads as absent, which fails the same way.</summary>
    public string? RequiredText(string member) => TryGet(member, out var value) ? Text(value) : null;

    public string? OptionalText(string member, string reason)
    {
        if (!TryGet(member, out var value))
            return null;
        return Text(value) ?? Fault<string>(member, reason);
    }

    public long? Units(string member)
    {
        if (!TryGet(member, out var value))
            return null;
        if (!IsInteger(value))
        {
            Fault<string>(member, RejectionReason.QuantityNotWhole);
            return null;
        }
        if (TryInteger(value, out var units))
            return units;
        Fault<string>(member, RejectionReason.QuantityOverflow);
        return null;
    }

    public long? Integer(string member, string reason)
    {
        if (!TryGet(member, out var value))
            return null;
        if (IsInteger(value) && TryInteger(value, out var number))
            return number;
        Fault<string>(member, reason);
        return null;
    }

    public bool? Flag(string member)
    {
        if (!TryGet(member, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fault<string>(member, RejectionReason.InvalidFlag);
        return null;
    }

    public DateOnly? Date(string member)
    {
        if (!TryGet(member, out var value))
            return null;
        if (Text(value) is { } text && CalendarDay.TryParse(text, out var date))
            return date;
        Fault<string>(member, RejectionReason.InvalidDate);
        return null;
    }

    public ImmutableArray<string> Texts(string member, string reason)
    {
        if (!TryGet(member, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array)
        {
            var texts = ImmutableArray.CreateBuilder<string>(value.GetArrayLength());
            foreach (var item in value.EnumerateArray())
            {
                if (Text(item) is { } text)
                    texts.Add(text);
            }
            if (texts.Count == value.GetArrayLength())
                return texts.ToImmutable();
        }
        Fault<string>(member, reason);
        return [];
    }

    public ImmutableArray<SafetyStockEntry> SafetyStock(string member)
    {
        if (!TryGet(member, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array)
        {
            var entries = ImmutableArray.CreateBuilder<SafetyStockEntry>(value.GetArrayLength());
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object)
                    break;
                var entry = new MemberReader(item);
                entries.Add(new(
                    entry.RequiredText("site"), entry.Integer("units", RejectionReason.InvalidPolicy)));
            }
            if (entries.Count == value.GetArrayLength())
                return entries.ToImmutable();
        }
        Fault<string>(member, RejectionReason.InvalidPolicy);
        return [];
    }

    bool TryGet(string member, out JsonElement value) =>
        command.TryGetProperty(member, out value) && value.ValueKind != JsonValueKind.Null;

    T? Fault<T>(string member, string reason)
        where T : class
    {
        (_faults ??= ImmutableArray.CreateBuilder<MemberFault>()).Add(new(member, reason));
        return null;
    }

    // An escaped lone surrogate is valid JSON but no text.
    static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static bool IsInteger(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && JsonMarshal.GetRawUtf8Value(value).IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;

    static bool TryInteger(JsonElement value, out long number) => long.TryParse(
        JsonMarshal.GetRawUtf8Value(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
