namespace Backorders.Cli.Demo;

/// <summary>How a demo runs.</summary>
sealed record DemoSettings
{
    /// <summary>A broker that is there already; null starts the embedded one.</summary>
    public string? Kafka { get; init; }

    /// <summary>A folder of Online Retail CSV files; null generates orders.</summary>
    public string? Input { get; init; }

    /// <summary>Order lines to place; null for the default of the generator, or all of the input.</summary>
    public int? Records { get; init; }

    /// <summary>
    /// Order lines a second; null for the default of the generator, or as fast as it goes for an input.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>Kills workers while they work.</summary>
    public bool Chaos { get; init; } = true;

    /// <summary>Keeps all files in this folder.</summary>
    public string? Keep { get; init; }

    /// <summary>Decides all that is made up.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Worker processes.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>Takes the stock from a simulated legacy WMS, through the bridge.</summary>
    public bool Cdc { get; init; }

    /// <summary>Prints the summary as one JSON object.</summary>
    public bool Json { get; init; }
}
