using Experiments.Output.Figures;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Cli;

/// <summary>What a command makes: tables, in the order in which they are written, figures, and what it found.</summary>
internal sealed record Outputs(IReadOnlyList<OutputTable> Tables, IReadOnlyList<OutputFigure> Figures)
{
    /// <summary>The user's data that went in, with a checksum; null where there are none.</summary>
    public string? Data { get; init; }

    /// <summary>What stdout ends with; their rows are formed once the tables are written.</summary>
    public IReadOnlyList<ResultTable> Printed { get; init; } = [];

    /// <summary>What was found, for commands that build on it and for the exit code.</summary>
    public IReadOnlyList<IResult> Results { get; init; } = [];

    /// <summary>The page made of all files once the others are written; null for none.</summary>
    public Func<WrittenTables, OutputPage>? Page { get; init; }
}

/// <summary>
/// A table to be written: the stem of its file, its schema, and how its rows, formed as they are written, go to a
/// stream, which is told whether a figure draws them.
/// </summary>
internal sealed record OutputTable(string Stem, TableSchema Schema, Func<Stream, bool, IReadOnlyList<Series>> Write)
{
    /// <summary>What a figure draws of it, from the file that was written.</summary>
    public required Func<CsvRows, IReadOnlyList<Series>> Read { get; init; }

    /// <summary>A table of rows.</summary>
    public static OutputTable From<TRow>(string stem, Table<TRow> table, IEnumerable<TRow> rows) =>
        new(stem, table.Schema, (stream, isDrawn) => table.Write(stream, rows, isDrawn)) { Read = table.Read };

    /// <summary>A table of rows in parts, each formed on its own.</summary>
    public static OutputTable From<TRow>(string stem, Table<TRow> table, IEnumerable<Func<TRow[]>> parts) =>
        new(stem, table.Schema, (stream, isDrawn) => table.Write(stream, parts, isDrawn)) { Read = table.Read };
}

/// <summary>
/// A short table for stdout, of what a reader wants to know without opening a file: its name for programs, what it says
/// in a line for people, and its schema and cells.
/// </summary>
internal sealed record ResultTable(string Name, string Title, TableSchema Schema, IEnumerable<string[]> Rows)
{
    /// <summary>Sentences that people get in its place; null where they get the table.</summary>
    /// <remarks>Its rows are names and values then, of which programs get one object.</remarks>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Whether programs do not get it.</summary>
    public bool IsForPeople { get; init; }

    /// <summary>A table of rows.</summary>
    public static ResultTable From<TRow>(string name, string title, Table<TRow> table, IEnumerable<TRow> rows) =>
        new(name, title, table.Schema, rows.Select(table.Cells));

    /// <summary>Some of its columns, in the order in which they are named.</summary>
    public ResultTable Only(params IEnumerable<string> columns)
    {
        int[] kept = [.. columns.Select(name => Schema.Columns.Select(column => column.Name).ToList().IndexOf(name))];
        return this with
        {
            Schema = Schema with { Columns = [.. kept.Select(i => Schema.Columns[i])] },
            Rows = Rows.Select(row => kept.Select(i => row[i]).ToArray()),
        };
    }
}

/// <summary>
/// A figure to be drawn: the stem of its files, and how it is drawn from the series of the tables, by their stems; null
/// where no point can be drawn.
/// </summary>
internal sealed record OutputFigure(string Stem, Func<IReadOnlyDictionary<string, IReadOnlyList<Series>>, Figure?> Draw);

/// <summary>A page of the whole folder: its bytes, and what in the folder is not as it should be, a line each.</summary>
internal sealed record OutputPage(byte[] Bytes, IReadOnlyList<string> Faults);

/// <summary>What a command found.</summary>
internal interface IResult
{
    /// <summary>Why the exit code is 1, in one line; null where it is 0.</summary>
    string? Failure => null;
}

/// <summary>Something wrong that was found, for which the exit code is 1.</summary>
internal sealed record Fault(string? Failure) : IResult;
