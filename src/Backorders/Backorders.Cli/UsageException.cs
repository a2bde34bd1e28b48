namespace Backorders.Cli;

/// <summary>What the user gave cannot be used: the message says what, where and what to do; exit code 2.</summary>
public sealed class UsageException(string message) : Exception(message);
