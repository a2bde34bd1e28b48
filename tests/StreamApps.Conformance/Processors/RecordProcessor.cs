using System.Globalization;
using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Processing;

namespace StreamApps.Conformance.Processors;

/// <summary>The processors without state.</summary>
internal sealed class RecordProcessor<TKey>(KeyForm<TKey> keys, FunctionName function) : VectorProcessor<TKey>(keys)
{
    public static bool Has(string name) =>
        name is "forward" or "twice" or "stamp" or "header" or "clearHeaders" or "clock" or "meta";

    public override void Process(in Record<TKey, Datum> record)
    {
        switch (function.Name)
        {
            case "twice":
                Context.Forward(record);
                Context.Forward(record);
                break;
            case "stamp":
                Context.Forward(record.At(record.Timestamp + function.Number));
                break;
            case "header":
                var headers = record.Headers ?? new RecordHeaders();
                Context.Forward(record.WithHeaders(headers.Add(function.Argument, Datum.TextOf(record.Value))));
                break;
            case "clearHeaders":
                Context.Forward(record.WithHeaders(null));
                break;
            case "clock":
                var wall = Context.WallClock.ToUnixTimeMilliseconds();
                Forward(record, Text($"s={Context.StreamTime},w={wall}"));
                break;
            case "meta":
                var source = Context.Metadata;
                Forward(record, Text($"{source.Source.Topic}/{source.Source.Partition}/{source.Offset}"));
                break;
            default:
                Context.Forward(record);
                break;
        }
    }

    static Datum? Text(FormattableString text) => Datum.Of(text.ToString(CultureInfo.InvariantCulture));
}
