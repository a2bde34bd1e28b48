using System.Diagnostics;
using System.Globalization;
using Backorders.CdcBridge.Benchmarks;
using Backorders.CdcBridge.Engine;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.State;

// Envelopes with schema through decode, fence, difference and command, on one core, with the state in memory.
const int Warm = 60_000;
const int Measured = 200_000;
var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
var mapping = MappingReader.Read(EnvelopeSource.Mapping, "bench.yaml");
List<double> figures = [];
for (var round = 0; round < rounds; round++)
{
    var source = new EnvelopeSource();
    var output = new CountingOutput();
    var bridge = new Bridge(mapping, new MemoryBridgeStore(), output);
    foreach (var record in source.Take(Warm))
        bridge.Process(record);
    var records = source.Take(Measured).ToArray();
    var bytes = records.Average(record => record.Value!.Length);
    var start = Stopwatch.GetTimestamp();
    foreach (var record in records)
        bridge.Process(record);
    var perSecond = Measured / Stopwatch.GetElapsedTime(start).TotalSeconds;
    figures.Add(perSecond);
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {perSecond:N0} envelopes/s of {bytes:N0} "
            + $"bytes, {output.Commands:N0} commands, {output.Others:N0} others"));
}
figures.Sort();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"median {figures[figures.Count / 2]:N0} envelopes/s, best {figures[^1]:N0}"));
