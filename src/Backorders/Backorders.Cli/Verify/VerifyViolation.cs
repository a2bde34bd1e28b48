namespace Backorders.Cli.Verify;

/// <summary>Something that does not hold, and where it shows.</summary>
/// <param name="Invariant">I1 to I7.</param>
/// <param name="Topic">The topic of the record.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Message">What is wrong.</param>
sealed record VerifyViolation(string Invariant, string Topic, int Partition, long Offset, string Message);
