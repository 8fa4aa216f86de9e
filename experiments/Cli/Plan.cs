using Experiments.Losses;
using Experiments.Output.Files;

namespace Experiments.Cli;

/// <summary>A command whose options have been read: what it can write, and the work.</summary>
/// <param name="Command">The command in canonical form.</param>
/// <param name="Tables">Stems of the tables it can write.</param>
/// <param name="Figures">Stems of the figures it can draw.</param>
/// <param name="Work">What it does.</param>
internal sealed record Plan(string Command, IReadOnlyList<string> Tables, IReadOnlyList<string> Figures, Action<Run> Work)
{
    /// <summary>The seeds of all random numbers; null where none are drawn.</summary>
    public IReadOnlyList<ulong>? Seeds { get; init; }

    /// <summary>The embedded data that it reads, with their version; null where it reads none, or the user's, of which nothing is known before the work.</summary>
    public string? Data { get; init; }

    /// <summary>What its outputs are made from, by this program.</summary>
    public Origin Origin => new(Command, Program.Version, Formulas.Version, Data, Seeds);

    /// <summary>The names of the files it can write.</summary>
    public IEnumerable<string> Files(bool plots, bool svg) =>
    [
        .. Tables.Select(stem => stem + ".csv"),
        .. plots ? Figures.Select(stem => stem + ".png") : [],
        .. plots && svg ? Figures.Select(stem => stem + ".svg") : [],
    ];
}
