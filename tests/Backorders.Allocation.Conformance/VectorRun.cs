using System.Text;
using Backorders.Replay.Vectors;

namespace Backorders.Allocation.Conformance;

/// <summary>Runs files of vectors through a subject and tells what differs.</summary>
internal static class VectorRun
{
    const int ShownFailures = 5;

    public static void Of(string name, IEnumerable<string> files, Func<IVectorSubject> create)
    {
        var failures = new StringBuilder();
        var shown = 0;
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var passed = 0;
            var total = 0;
            foreach (var vector in VectorFile.Read(file))
            {
                total++;
                var subject = create();
                using var resources = subject as IDisposable;
                if (FirstDifference(vector, subject) is not { } difference)
                    passed++;
                else if (shown++ < ShownFailures)
                    failures.AppendLine(difference);
            }
            // On the console: a runner shows the output of a test only when it fails.
            Console.WriteLine($"{name}: {Path.GetFileName(file)}: {passed} of {total}");
            if (passed < total)
                failures.AppendLine($"{Path.GetFileName(file)}: {passed} of {total}");
        }
        failures.ToString().ShouldBeEmpty();
    }

    public static string? FirstDifference(AllocationVector vector, IVectorSubject subject)
    {
        for (var index = 0; index < vector.Records.Count; index++)
        {
            var seen = subject.Handle(vector, index);
            if (seen != vector.Expected[index])
            {
                return $"{vector.Name} ({vector.Rule}), command {index}: {vector.Commands[index]}\n" +
                    $"  expected {vector.Expected[index]}\n  seen     {seen}";
            }
        }
        var snapshot = subject.Snapshot();
        return snapshot == vector.State
            ? null
            : $"{vector.Name} ({vector.Rule}), snapshot\n  expected {vector.State}\n  seen     {snapshot}";
    }
}
