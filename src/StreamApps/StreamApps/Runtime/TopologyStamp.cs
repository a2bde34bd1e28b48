namespace StreamApps.Runtime;

/// <summary>
/// The shape of the topology that a state folder belongs to, written beside the databases as readable text.
/// </summary>
static class TopologyStamp
{
    const string FileName = "topology";

    /// <summary>
    /// Compares the topology with the one that last ran here, and notes it. What is new in it is an allowed change:
    /// its stores begin empty. What is gone or another is not.
    /// </summary>
    /// <exception cref="StreamsException">
    /// The state is another topology's; the message shows the difference.
    /// </exception>
    public static void Verify(StateFolder folder, Topology topology, StreamsOptions options)
    {
        var file = folder.Of(FileName);
        var gone = File.Exists(file)
            ? File.ReadAllLines(file).Except(topology.StateShape, StringComparer.Ordinal).ToList()
            : [];
        if (gone.Count > 0 && !options.AcceptChangedTopology)
        {
            var added = topology.StateShape.Except(File.ReadAllLines(file), StringComparer.Ordinal).ToList();
            throw new StreamsException(
                $"{options.ApplicationId} cannot start over the state in {folder.Path}: "
                + $"it belongs to another topology. Not in this one: {string.Join("; ", gone)}. "
                + $"New in this one: {(added.Count == 0 ? "nothing" : string.Join("; ", added))}. "
                + "Give it another ApplicationId, or set AcceptChangedTopology.");
        }
        // Written aside and renamed, so that a crash leaves one or the other.
        File.WriteAllLines(file + ".new", topology.StateShape);
        File.Move(file + ".new", file, overwrite: true);
    }
}
