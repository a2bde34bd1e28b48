namespace Backorders.Cli.Tests.Verbs;

/// <summary>Who does not know the command must find the way in it.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> VerbNames => [.. Cli.Verbs.Create().Subcommands.Select(verb => verb.Name)];

    [Fact]
    public async Task Help_WithoutVerb_NamesEveryVerb()
    {
        var run = await CliRun.OfAsync("help");
        run.ExitCode.ShouldBe(0);
        foreach (var verb in Cli.Verbs.Create().Subcommands)
            run.Output.ShouldContain($"  {verb.Name} ");
    }

    [Theory]
    [MemberData(nameof(VerbNames))]
    public async Task Help_OfAVerb_IsItsDescriptionAndSuccess(string verb)
    {
        var run = await CliRun.OfAsync("help", verb);
        run.ExitCode.ShouldBe(0);
        run.Errors.ShouldBeEmpty();
        run.Output.ShouldContain($"backorders {verb}");
        var spelled = await CliRun.OfAsync(verb, "--help");
        spelled.Output.ShouldBe(run.Output);
    }

    [Fact]
    public void Verbs_EachOptionAndArgument_IsDescribed()
    {
        var missing = new List<string>();
        foreach (var command in Cli.Verbs.Create().Subcommands.SelectMany(verb => verb.Subcommands.Prepend(verb)))
        {
            missing.AddRange(command.Options.Where(option => string.IsNullOrEmpty(option.Description))
                .Select(option => $"{command.Name} {option.Name}"));
            missing.AddRange(command.Arguments.Where(argument => string.IsNullOrEmpty(argument.Description))
                .Select(argument => $"{command.Name} {argument.Name}"));
        }
        missing.ShouldBeEmpty();
    }
}
