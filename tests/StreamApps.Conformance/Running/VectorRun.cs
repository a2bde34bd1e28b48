using StreamApps.Conformance.Interpretation;
using StreamApps.Conformance.Vectors;
using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Conformance.Running;

/// <summary>Runs one vector through the driver.</summary>
internal sealed class VectorRun
{
    readonly Vector _vector;
    readonly TopologyInterpreter _interpreter;
    readonly TraceForm _trace;
    readonly TopologyTestDriver _driver;
    readonly Dictionary<string, Func<IEnumerable<RecordForm>>> _outputs;
    readonly Dictionary<string, Action<RecordForm>> _inputs;
    readonly List<(IReadOnlyList<RecordForm> Expected, IReadOnlyList<RecordForm> Seen)> _steps = [];

    VectorRun(Vector vector, TopologyInterpreter interpreter, TopologyTestDriver driver, TraceForm trace)
    {
        _trace = trace;
        _vector = vector;
        _interpreter = interpreter;
        _driver = driver;
        _outputs = _interpreter.Outputs.ToDictionary(
            topic => topic.Key, topic => topic.Value(driver), StringComparer.Ordinal);
        _inputs = _interpreter.Inputs.ToDictionary(
            topic => topic.Key, topic => topic.Value(driver), StringComparer.Ordinal);
    }

    /// <summary>Runs it on a backend, in a folder that only a backend on disk uses.</summary>
    public static VectorResult Of(
        Vector vector, IStateBackend backend, string folder, JoinTiming joinTiming, TraceForm trace)
    {
        try
        {
            var interpreter = TopologyInterpreter.Of(vector, joinTiming);
            using var driver = new TopologyTestDriver(interpreter.Topology, new TestDriverOptions
            {
                Backend = backend,
                StateDirectory = folder,
                CacheBytes = vector.Cache,
                Trace = trace != TraceForm.None,
            });
            return new VectorRun(vector, interpreter, driver, trace).Run(
                joinTiming == JoinTiming.KafkaStreams ? [] : Departure.OfDefaultJoins);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever goes wrong is this vector's failure; the others still tell something.
            return new(vector, Outcome.Failed, error is NotSupportedException ? $"  {error.Message}" : $"  {error}");
        }
    }

    VectorResult Run(IReadOnlyList<Departure> departures)
    {
        foreach (var step in _vector.Steps)
        {
            Take(step);
            PrintTrace(step);
        }
        if ((FirstDifference() ?? StoreComparison.FirstDifference(_vector, _driver)) is not { } difference)
            return new(_vector, Outcome.Passed, "");
        var taken = departures.FirstOrDefault(departure =>
            _vector.Freedoms.Contains(departure.Freedom, StringComparer.Ordinal));
        return taken is null
            ? new(_vector, Outcome.Failed, difference)
            : new(_vector, Outcome.Deviates, $"{taken.Freedom}, see {taken.Decision}");
    }

    void Take(VectorStep step)
    {
        if (step.Pipe is { } record)
            _inputs[record.Topic](record);
        else
            _driver.AdvanceWallClock(TimeSpan.FromMilliseconds(step.Advance));
        _steps.Add((step.Expected, [.. _outputs.Values.SelectMany(read => read())]));
    }

    // On the console, where a script can take the lines that are objects.
    void PrintTrace(VectorStep step)
    {
        if (_trace == TraceForm.None)
            return;
        Console.WriteLine($"step {_steps.Count - 1}: {step}");
        Console.Write(_trace == TraceForm.Json ? _driver.Trace.ToJson() : _driver.Trace.ToText());
        _driver.Trace.Clear();
    }

    string? FirstDifference()
    {
        var byKey = _vector.Nodes.Any(node => node.Operator == "windowedBy" && node.Required("window") == "sliding");
        for (var index = 0; index < _steps.Count; index++)
        {
            var (expected, seen) = _steps[index];
            foreach (var topic in expected.Concat(seen).Select(record => record.Topic).Distinct(StringComparer.Ordinal))
            {
                if (!RecordComparison.Match(Of(expected, topic), Of(seen, topic), byKey))
                    return Shown(index, Of(expected, topic), Of(seen, topic));
            }
        }
        return null;

        IReadOnlyList<RecordForm> Of(IEnumerable<RecordForm> records, string topic) =>
            [.. records.Where(record => record.Topic == topic)];
    }

    string Shown(int index, IReadOnlyList<RecordForm> expected, IReadOnlyList<RecordForm> seen) =>
        $"  step {index}: {_vector.Steps[index]}\n" +
        $"  expected {Lines(expected)}\n  seen     {Lines(seen)}";

    static string Lines(IReadOnlyList<RecordForm> records) =>
        records.Count == 0 ? "nothing" : string.Join("\n           ", records);
}
