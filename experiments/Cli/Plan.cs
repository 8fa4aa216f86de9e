using Experiments.Losses;
using Experiments.Output.Files;
using Experiments.Readback;

namespace Experiments.Cli;

/// <summary>
/// What a command does once its settings are read: the files it can write, and the function that makes them.
/// </summary>
/// <param name="Tables">Stems of the tables it can write.</param>
/// <param name="Figures">Stems of the figures it can draw.</param>
/// <param name="Form">Makes the outputs.</param>
internal sealed record Plan(IReadOnlyList<string> Tables, IReadOnlyList<string> Figures, Func<Work, Outputs> Form)
{
    /// <summary>The command in canonical form.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>The seeds of all random numbers; null where none are drawn.</summary>
    public IReadOnlyList<ulong>? Seeds { get; init; }

    /// <summary>
    /// The embedded data that it reads, with their version; null where it reads none, or the user's, of which nothing
    /// is known before the work.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>The page of the whole folder that it writes when all else is written; null for none.</summary>
    public string? Page { get; init; }

    /// <summary>
    /// What tells how its tables are read and its figures drawn again, from those tables; no row is formed. Null where
    /// more went into the figures than the tables hold.
    /// </summary>
    public Func<Work, WrittenTables, Outputs>? Redraw { get; init; }

    /// <summary>What its outputs are made from, by this program.</summary>
    public Origin Origin => new(Command, ThisProgram.Version, Formulas.Version, Data, Seeds);

    /// <summary>The same where figures draw what its tables hold and no more, so that these can be drawn again.</summary>
    public Plan DrawnFromTables() => this with { Redraw = (work, _) => Form(work) };

    /// <summary>The same with its figures, or without.</summary>
    public Plan Drawn(bool isDrawn) => isDrawn ? this : this with { Figures = [], Form = work => Form(work) with { Figures = [] } };

    /// <summary>The names of the files it can write.</summary>
    public IEnumerable<string> Files(bool plots, bool svg) =>
    [
        .. Tables.Select(stem => stem + ".csv"),
        .. plots ? Figures.Select(stem => stem + ".png") : [],
        .. plots && svg ? Figures.Select(stem => stem + ".svg") : [],
        .. Page is null ? Array.Empty<string>() : [Page],
    ];
}
