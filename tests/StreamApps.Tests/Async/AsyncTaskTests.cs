using StreamApps.Processing;
using StreamApps.Transport;

namespace StreamApps.Tests.Async;

/// <summary>A task as its stream thread drives it, with calls on other threads.</summary>
public sealed class AsyncTaskTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A commit that does not wait commits positions of records whose results are lost with the worker.
    /// </summary>
    [Fact]
    public void WriteChangelog_CallIsUnderWay_WaitsForItAndForwardsFirst()
    {
        var call = new TaskCompletionSource<string>();
        var sink = new Sink();
        using var task = CreateTask(sink, (_, _, _) => new ValueTask<string>(call.Task));
        task.Process(Record(0, "x"));
        task.HasAsyncWork.ShouldBeTrue();
        var commit = new Thread(() => task.WriteChangelog(sink));
        commit.Start();
        commit.Join(TimeSpan.FromMilliseconds(50)).ShouldBeFalse("the call is under way");
        call.SetResult("done");
        commit.Join(Patience).ShouldBeTrue();
        sink.Values.ShouldBe(["done"]);
        task.HasAsyncWork.ShouldBeFalse();
        task.InputPositions.Single().Offset.ShouldBe(1);
    }

    /// <summary>A thread that polls on while calls pile up would hold any number of records.</summary>
    [Fact]
    public void Process_AllCallsAreUnderWay_WaitsForTheOldest()
    {
        var calls = new List<TaskCompletionSource<string>>();
        var sink = new Sink();
        using var task = CreateTask(
            sink,
            (_, _, _) =>
            {
                calls.Add(new TaskCompletionSource<string>());
                return new ValueTask<string>(calls[^1].Task);
            },
            new AsyncOptions { MaxInFlight = 1 });
        task.Process(Record(0, "x"));
        var second = new Thread(() => task.Process(Record(1, "y")));
        second.Start();
        second.Join(TimeSpan.FromMilliseconds(50)).ShouldBeFalse("one call is under way, and one is allowed");
        calls[0].SetResult("first");
        second.Join(Patience).ShouldBeTrue();
        sink.Values.ShouldBe(["first"]);
        calls.Count.ShouldBe(2);
    }

    /// <summary>The stream thread must look again soon, not at its next poll's end.</summary>
    [Fact]
    public void Punctuate_CallHasEnded_ForwardsItsResult()
    {
        var call = new TaskCompletionSource<string>();
        var sink = new Sink();
        using var task = CreateTask(sink, (_, _, _) => new ValueTask<string>(call.Task));
        task.NextPunctuation.ShouldBeNull();
        task.Process(Record(0, "x"));
        task.NextPunctuation.ShouldNotBeNull();
        call.SetResult("done");
        task.Punctuate(TimeProvider.System.GetUtcNow());
        sink.Values.ShouldBe(["done"]);
        task.NextPunctuation.ShouldBeNull();
    }

    [Fact]
    public void Abort_CallIsUnderWay_CancelsIt()
    {
        var cancelled = false;
        var call = new TaskCompletionSource<string>();
        var sink = new Sink();
        using var task = CreateTask(sink, (_, _, cancel) =>
        {
            cancel.Register(() => cancelled = true);
            return new ValueTask<string>(call.Task);
        });
        task.Process(Record(0, "x"));
        task.Abort();
        cancelled.ShouldBeTrue();
        task.HasAsyncWork.ShouldBeFalse();
        task.InputPositions.Single().Offset.ShouldBe(0);
    }

    static StreamTask CreateTask(
        Sink sink,
        Func<string, string, CancellationToken, ValueTask<string>> function,
        AsyncOptions? options = null)
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In).MapValuesAsync("call", function, options).To("sink", Topics.Out);
        var part = builder.Build("test").SubTopologies[0];
        var task = new StreamTask(
            new TaskId(part.Name, 0), part, database: null, sink, TimeProvider.System, new TaskOptions
            {
                ApplicationId = "app",
                LineageSource = () => new Guid(1, 0, 0, new byte[8]),
            });
        task.RestoreCompleted();
        task.StartAt(new TopicPartition("in", 0), 0);
        return task;
    }

    static LogRecord Record(long offset, string value) => new(
        new TopicPartition("in", 0), offset, 1, (ReadOnlyMemory<byte>?)"k"u8.ToArray(),
        (ReadOnlyMemory<byte>?)System.Text.Encoding.UTF8.GetBytes(value), null);

    sealed class Sink : IRecordSink
    {
        public List<string> Values { get; } = [];

        public void Send(in OutgoingRecord record) => Values.Add(System.Text.Encoding.UTF8.GetString(record.Value));
    }
}
