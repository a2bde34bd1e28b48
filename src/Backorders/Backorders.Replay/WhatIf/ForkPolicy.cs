using System.Text;
using System.Text.Json;
using Backorders.Replay.Commands;

namespace Backorders.Replay.WhatIf;

/// <summary>The policy that a fork of the log tries.</summary>
/// <param name="Scope">The SKU, or <c>*</c> for the default policy.</param>
/// <param name="Command">The policy; its version is the fork's to choose.</param>
public sealed record ForkPolicy(string Scope, SetPolicy Command)
{
    /// <summary>
    /// Reads the members of a SetPolicy as JSON; <c>sku</c> names the scope, by default <c>*</c>; type, event id and
    /// version are not needed.
    /// </summary>
    /// <exception cref="ReplayFormatException">It is no such object.</exception>
    public static ForkPolicy Parse(ReadOnlyMemory<byte> json)
    {
        using var document = CommandReader.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new ReplayFormatException("a policy must be a JSON object", 1);
        var record = Encoding.UTF8.GetBytes(
            $$"""{"partition":0,"offset":0,"timestamp":0,"command":{{document.RootElement.GetRawText()}}}""");
        using var wrapped = CommandReader.Parse(record);
        var members = wrapped.RootElement.GetProperty("command");
        var scope = members.TryGetProperty("sku", out var sku) && sku.ValueKind == JsonValueKind.String
            ? sku.GetString()!
            : Sku.Partition.Value;
        var command = CommandReader.ReadPolicy(members) with { Sku = scope, EventId = "what-if", Version = 1 };
        command = command with { Faults = [.. command.Faults.Where(fault => fault.Member != "version")] };
        return new(scope, command);
    }
}
