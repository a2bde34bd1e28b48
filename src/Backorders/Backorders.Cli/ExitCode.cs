namespace Backorders.Cli;

/// <summary>The exit codes of all verbs.</summary>
static class ExitCode
{
    /// <summary>The verb did what it was asked to.</summary>
    public const int Success = 0;

    /// <summary>The verb failed; standard error says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line, or a file that it names, is wrong.</summary>
    public const int WrongUsage = 2;
}
