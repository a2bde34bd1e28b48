using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Backorders.Cli.Cdc;

/// <summary><c>backorders cdc epoch advance</c>: says that the source's log began anew.</summary>
static partial class EpochCommand
{
    [GeneratedRegex(
        @"^(?<before>\s+epoch:\s*)(?<epoch>\d+)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex EpochLine();

    [GeneratedRegex(
        @"^source:[^\n]*\n",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceLine();

    public static Command Create()
    {
        var mapping = CdcCommand.Mapping();
        var advance = new Command(
            "advance",
            "Raises the epoch in the mapping: after a failover the places of the source's log begin anew, and "
            + "tables that were halted go on.")
        {
            mapping,
        };
        advance.SetAction((parsed, _) => Task.FromResult(Advance(parsed.GetRequiredValue(mapping))));
        return new Command("epoch", "The epoch of the source's log.") { advance };
    }

    static int Advance(FileInfo file)
    {
        var epoch = CdcFiles.ReadMapping(file).Source.Epoch;
        var next = (epoch + 1).ToString(CultureInfo.InvariantCulture);
        var text = File.ReadAllText(file.FullName);
        var changed = EpochLine().IsMatch(text)
            ? EpochLine().Replace(text, match => match.Groups["before"].Value + next, 1)
            : SourceLine().Replace(text, match => $"{match.Value}  epoch: {next}\n", 1);
        if (string.Equals(changed, text, StringComparison.Ordinal))
            throw new UsageException(
                $"{file}:1:1: no line 'source:' with members below it: write 'epoch: {next}' into the source by hand");
        File.WriteAllText(file.FullName, changed);
        Console.Out.WriteLine(
            $"{file}: epoch {epoch} -> {next}; restart the bridge with it, and take a snapshot of the source");
        return ExitCode.Success;
    }
}
