using System.Text;

namespace Backorders.CdcBridge.Tests;

/// <summary>Makes records of captured tables.</summary>
static class Changes
{
    static long _offset;

    public static CapturedRecord Record(
        string topic, string? key, string? value, params (string Name, string Value)[] headers) => new(
        topic,
        0,
        Interlocked.Increment(ref _offset),
        1_000_000,
        [.. headers.Select(
            header => new KeyValuePair<string, byte[]?>(header.Name, Encoding.UTF8.GetBytes(header.Value)))],
        key is null ? null : Encoding.UTF8.GetBytes(key),
        value is null ? null : Encoding.UTF8.GetBytes(value));

    /// <summary>The value of a change event of a table in schema <c>s</c>.</summary>
    public static string Envelope(
        string op, long lsn, string? after, string snapshot, long commit, string table = "stock") =>
        $$"""{"op":"{{op}}","source":{"table":"{{table}}","schema":"s","connector":"postgresql","lsn":"""
        + $$"""{{lsn}},"snapshot":"{{snapshot}}","ts_ms":{{commit}}},"after":{{after ?? "null"}},"before":null}""";
}
