namespace Experiments.Cli;

/// <summary>
/// A command that makes outputs: its name, the figure of the article it stands for, what it does, its settings, and its
/// plan.
/// </summary>
/// <param name="Name">The command's name.</param>
/// <param name="Figure">The figure; <see cref="NoFigure"/> where it is none of the article's.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Settings">Its settings, in the order in which a command in canonical form has them.</param>
/// <param name="Prepare">What there is to do for what is given; refuses nonsense with a <see
/// cref="UsageException"/>.</param>
internal sealed record Experiment(
    string Name, string Figure, string Summary, IReadOnlyList<Setting> Settings, Func<Given, Plan> Prepare)
{
    /// <summary>What stands for a figure where it is none of the article's.</summary>
    public const string NoFigure = "—";

    /// <summary>Command lines that show what it is for, one a line.</summary>
    public required string Example { get; init; }

    /// <summary>
    /// The command line by which `all` runs it, where its defaults take long; its outputs are the same bytes.
    /// </summary>
    public string? InAll { get; init; }

    /// <summary>What help says of it.</summary>
    public string Description => Figure == NoFigure ? Summary : $"{Figure}: {Summary}";

    /// <summary>The plan by which `all` runs it.</summary>
    public Plan PlanInAll() => InAll is null ? Plan(Given.Nothing) : Commands.Plan([this], InAll)!;

    /// <summary>The plan for what is given, with the command in canonical form where it does not know that itself.</summary>
    public Plan Plan(Given given) => Prepare(given) is var plan && plan.Command.Length > 0 ? plan
        : plan with { Command = Commands.Canonical(Name, Settings, given) };
}
