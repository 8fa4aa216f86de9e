using Experiments.Output.Files;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>Where the page comes from: every file of the folder, what made it, and whether it is still that.</summary>
internal static class Provenance
{
    private static readonly string[] Columns = ["file", "state", "command", "program", "formulas", "data", "seeds", "sha256"];

    /// <summary>
    /// The files that are recorded and not as they are, and those of known names that are not recorded, each with a line
    /// that says so.
    /// </summary>
    public static IEnumerable<(string File, string Text)> Faults(WrittenTables tables, IEnumerable<string> known)
    {
        foreach (var name in known.Where(name => tables.State(name) == FileState.Unknown).Order(StringComparer.Ordinal))
        {
            yield return (name, $"{name} is not recorded in {Manifest.FileName}, and not shown");
        }

        foreach (var name in Names(tables))
        {
            var state = tables.State(name);
            if (state != FileState.Current)
            {
                yield return (name, state == FileState.Missing ? $"{name} is recorded in {Manifest.FileName}, and not there"
                    : $"{name} is {WrittenTables.Word(state)}: it has other bytes than {Manifest.FileName} records");
            }
        }
    }

    /// <summary>The section.</summary>
    public static Html Markup(WrittenTables tables)
    {
        var rows = Names(tables).Select(name => (Name: name, Entry: tables.Manifest.Entries[name])).ToArray();
        Cells files = new(
            "manifest",
            Columns,
            [
                .. rows.Select(file => (string[])
                [
                    file.Name,
                    WrittenTables.Word(tables.State(file.Name)),
                    file.Entry.Command,
                    file.Entry.Program,
                    $"{file.Entry.Formulas}",
                    file.Entry.Data ?? string.Empty,
                    Seeds(file.Entry.Seeds),
                    file.Entry.Sha256,
                ]),
            ]);
        var table = new HtmlTable("files", "The files of the folder", files)
        {
            Choices = ["command", "state"],
            Cell = (row, column) => column == "file" ? Html.Of($"<a href=\"{Uri.EscapeDataString(row[0])}\">{row[0]}</a>")
                : column == "sha256" ? Html.Of($"<code class=\"hash\">{files[row, column]}</code>")
                : null,
        };
        return Html.Of($"""
            <p>Recorded in <a href="{Manifest.FileName}">{Manifest.FileName}</a>, of every file but this page: the command that makes it,
            the versions of program and formulas, the data, the seeds, and the SHA-256 of the bytes it wrote. A command that is run
            again gives the same bytes.</p>
            {table.Markup()}
            """);
    }

    private static IEnumerable<string> Names(WrittenTables tables) =>
        tables.Manifest.Entries.Keys.Where(name => name != ReportPage.FileName);

    private static string Seeds(IReadOnlyList<ulong>? seeds) => seeds switch
    {
        null or [] => string.Empty,
        [var first, _, .., var last] when seeds.Skip(1).Zip(seeds).All(pair => pair.First > 0 && pair.First - 1 == pair.Second) =>
            $"{first} to {last}",
        _ => string.Join(' ', seeds),
    };
}
