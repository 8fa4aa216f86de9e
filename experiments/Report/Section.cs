using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>A section of the page: what it needs of the folder, how that is made, and what it says of it.</summary>
/// <param name="Id">Its id, to link to.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Short">Its name in the list of contents.</param>
/// <param name="Needs">The stems of the tables that it cannot do without.</param>
/// <param name="Makes">The commands that make them.</param>
/// <param name="Write">Its markup; refuses tables with a <see cref="TableException"/>.</param>
internal sealed record Section(
    string Id, string Title, string Short, IReadOnlyList<string> Needs, IReadOnlyList<string> Makes, Func<WrittenTables, Html> Write)
{
    /// <summary>The captions of its figures, which stand below what it writes.</summary>
    public IReadOnlyList<Caption> Figures { get; init; } = [];

    /// <summary>What is wrong though the tables are as they should be, a line each.</summary>
    public Func<WrittenTables, IEnumerable<string>> Finds { get; init; } = _ => [];

    /// <summary>The same as Markdown, in short; null where that has none.</summary>
    public Func<WrittenTables, string>? Markdown { get; init; }

    /// <summary>The markup, or what is missing or wrong; faults are added to a list.</summary>
    public Html Markup(WrittenTables tables, List<string> faults) => Html.Of($"""
        <section id="{Id}" aria-labelledby="{Id}-title">
        <h2 id="{Id}-title">{Title}</h2>
        {Body(tables, faults)}

        """);

    private Html Body(WrittenTables tables, List<string> faults)
    {
        if (Obstacle.Find(tables, Needs) is { } obstacle)
        {
            faults.AddRange(obstacle.Fault is { } fault ? [fault] : []);
            return obstacle is { State: FileState.Missing, Command: null }
                ? Html.Of($"""
                    <p class="missing">There is no <code>{obstacle.Name}</code> in the folder. It is made by {Commands(Makes)}</p>
                    """)
                : Html.Of($"""
                    {Bad($"{obstacle.Name} {obstacle.Words}, so that nothing is said of it.")}
                    <p>It is made by {Commands(obstacle.Command is { } command ? [command] : Makes)}</p>
                    """);
        }

        try
        {
            var written = Write(tables);
            faults.AddRange(Finds(tables));
            var made = Needs.Select(stem => tables.Manifest.Entries[stem + ".csv"].Command).Distinct();
            return Needs.Count == 0 ? written : Html.Of($"""
                {written}
                <p>Made by {Commands(made)}</p>
                """);
        }
        catch (TableException error)
        {
            // A table may have the bytes that are recorded, and be no table of ours.
            faults.Add(error.Message.TrimEnd('.'));
            return Bad($"The tables are not as they should be: {error.Message}");
        }
    }

    /// <summary>A link to a table beside the page, where it is there as recorded.</summary>
    public static Html Link(WrittenTables tables, string stem) =>
        tables.Has(stem) ? Html.Of($"<a href=\"{stem}.csv\" download>{stem}.csv</a>") : Html.None;

    /// <summary>Commands, one a line.</summary>
    public static Html Commands(IEnumerable<string> commands) =>
        Html.Of($"{commands.Select(command => Html.Of($"<code class=\"command\">experiments {command}</code> "))}");

    /// <summary>What is wrong, where something else should stand.</summary>
    public static Html Bad(string what) => Html.Of($"<p class=\"bad\"><strong>Not as it should be.</strong> {what}</p>");
}
