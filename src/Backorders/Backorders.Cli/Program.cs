using Backorders.Cli;

return await CliHost.RunAsync(Verbs.Create(), args);
