using System.CommandLine;
using Experiments.Output.Figures;

namespace Experiments.Cli;

/// <summary>A command that makes outputs: its name, the figure of the article it stands for, what it does, its options, and how it runs.</summary>
/// <remarks>Prepare reads the options, refusing nonsense with a <see cref="UsageException"/> before anything is written, and returns what there is to do.</remarks>
internal sealed record Experiment(
    string Name,
    string Figure,
    string Summary,
    IReadOnlyList<Option> Options,
    Func<ParseResult, Plan> Prepare);
