using FsCheck;
using FsCheck.Fluent;
using StreamApps.Testing;

namespace StreamApps.Tests.Joins;

/// <summary>The join against a model of it, over any records and any crashes.</summary>
public sealed class StreamJoinProperties
{
    static readonly string[] Keys = ["a", "ab", "b"];

    /// <summary>
    /// A pair that is missed, or a record that comes out alone beside its match, is a wrong result for good.
    /// </summary>
    [Fact]
    public void When_AnythingComes_Should_JoinLikeTheModel()
    {
        var step =
            from kind in Gen.Frequency(
                (10, Gen.Constant("left")), (10, Gen.Constant("right")), (1, Gen.Constant("crash")),
                (1, Gen.Constant("lose disk")))
            from key in Gen.Choose(0, 2)
            from move in Gen.Frequency((6, Gen.Choose(-12, 8)), (1, Gen.Choose(20, 60)))
            select (kind, key, move);
        var join =
            from before in Gen.Choose(-3, 12)
            from after in Gen.Choose(3, 12)
            from grace in Gen.Choose(0, 8)
            from steps in step.ListOf().Resize(60)
            select (before, after, grace, steps);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(60),
            Prop.ForAll(join.ToArbitrary(), made => Run(made.before, made.after, made.grace, [.. made.steps])));
    }

    static void Run(int before, int after, int grace, (string Kind, int Key, int Move)[] steps)
    {
        var windows = new JoinWindows(
            TimeSpan.FromMilliseconds(before), TimeSpan.FromMilliseconds(after), TimeSpan.FromMilliseconds(grace));
        var builder = new StreamBuilder();
        builder.Stream("left", Topics.In)
            .OuterJoin("join", builder.Stream("right", Topics.Other), (_, left, right) => $"{left}|{right}", windows)
            .To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        var output = driver.Output(Topics.Out);
        var model = new StreamJoinModel(before, after, grace);
        var time = 20L;
        for (var number = 0; number < steps.Length; number++)
        {
            var (kind, key, move) = steps[number];
            if (kind is "crash" or "lose disk")
            {
                driver.CrashAndRestart(kind == "crash" ? Crash.BeforeCommit : Crash.WithoutDisk);
                continue;
            }
            time = Math.Max(0, time + move);
            driver.Input(kind == "left" ? Topics.In : Topics.Other).Pipe(Keys[key], $"v{number}", time);
            output.ReadAll().Select(record => $"{record.Key}={record.Value}@{record.Timestamp}")
                .ShouldBe(model.Process(kind == "left", Keys[key], $"v{number}", time), $"step {number}");
        }
    }
}
