using Backorders.Replay.Input;

namespace Backorders.Cli.Allocation;

/// <summary>Opens the files that a command line names.</summary>
static class InputFiles
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <exception cref="UsageException">The file is not there or cannot be read.</exception>
    public static NdjsonReader Open(string path)
    {
        if (string.Equals(path, StandardInput, StringComparison.Ordinal))
            return new NdjsonReader(Console.OpenStandardInput(), "standard input");
        try
        {
            return NdjsonReader.Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read {path}: {exception.Message}");
        }
    }
}
