using StreamApps.Processing;

namespace StreamApps.Runtime;

/// <summary>What a task does at the moment, for those who look from outside.</summary>
/// <param name="Task">The task.</param>
/// <param name="Phase">What its stream thread may do with it.</param>
/// <param name="Reason">Why, or what it waits for; null where the phase says it all.</param>
/// <param name="InPhase">How long it has been in the phase.</param>
readonly record struct TaskReport(TaskId Task, TaskPhase Phase, string? Reason, TimeSpan InPhase);
