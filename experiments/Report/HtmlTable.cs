using Experiments.Losses.Explanations;
using Experiments.Numerics.Formats;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>A table of the page: with a caption, headers of rows and columns, and what sorts and filters it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Caption">What it says.</param>
/// <param name="Cells">Its header and rows; the first column names the row.</param>
internal sealed record HtmlTable(string Id, string Caption, Cells Cells)
{
    // Longer numbers are rounded to so many digits; the CSV and the page's own data have all.
    private const int LongestNumber = 12;
    private const int Digits = 9;

    /// <summary>The columns of which a list chooses rows.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What of the choices is chosen at first.</summary>
    public string Chosen { get; init; } = string.Empty;

    /// <summary>The header of a column, where it is not its name.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    /// <summary>The markup of a cell, where it is not its text: of a row's cells and a column.</summary>
    public Func<string[], string, Html?> Cell { get; init; } = (_, _) => null;

    /// <summary>Whether a narrow window shows the cells of a row below one another.</summary>
    /// <remarks>Roles are written out then, since a table that is laid out as blocks loses them in some browsers.</remarks>
    public bool IsStacked { get; init; }

    /// <summary>Whether rows can be sorted and filtered.</summary>
    public bool IsInteractive { get; init; } = true;

    /// <summary>The markup.</summary>
    public Html Markup()
    {
        var columns = Cells.Columns;
        bool[] numbers =
            [.. columns.Select((_, i) => i > 0 && Cells.Rows.Count > 0 && Cells.Rows.All(row => WrittenTables.IsNumber(row[i])))];
        var head = Html.Join(columns.Select((column, i) => Html.Of(
            $"<th scope=\"col\"{Class(numbers[i])}{Role("columnheader")}>{Heading(column)}</th>")));
        var body = Html.Join(Cells.Rows.Select(row => Html.Of(
            $"<tr{Role("row")}>{Html.Join(row.Select((text, i) => Data(row, i, text, numbers[i])))}</tr>\n")));
        return Html.Of($"""
            {(IsInteractive ? Controls() : Html.None)}<div class="scroll" role="region" aria-label="{Caption}" tabindex="0">
            <table id="{Id}"{Marked(IsInteractive, "sortable")}{Role("table")}>
            <caption>{Caption}</caption>
            <thead{Role("rowgroup")}><tr{Role("row")}>{head}</tr></thead>
            <tbody{Role("rowgroup")}>
            {body}</tbody>
            </table></div>

            """);
    }

    /// <summary>
    /// A number with 9 digits, zeros at their end among them, so that it does not look like a shorter one that is exact;
    /// short numbers, and text that is none, as they are.
    /// </summary>
    public static string Short(string text)
    {
        if (text.Length <= LongestNumber || !WrittenTables.IsNumber(text) || !DecimalText.TryParse(text, out var value) || value.Sign == 0)
        {
            return text;
        }

        var rounded = SignificantDigits.Of(value, Digits);
        var (number, power) = rounded.Split('e') is [var first, var second] ? (first, "e" + second) : (rounded, string.Empty);
        var missing = Digits - number.TrimStart('-', '0', '.').Count(char.IsAsciiDigit);
        return number.Contains('.', StringComparison.Ordinal) ? number + new string('0', missing) + power
            : missing > 0 ? $"{number}.{new string('0', missing)}{power}" : text;
    }

    private static Html Class(bool isNumber) => isNumber ? new(" class=\"n\"") : Html.None;

    private Html Role(string role) => IsStacked ? Html.Of($" role=\"{role}\"") : Html.None;

    private Html Name(string column) => IsStacked ? Html.Of($" data-name=\"{Title(column)}\"") : Html.None;

    private string Title(string column) => Titles.GetValueOrDefault(column, column.Replace('_', ' '));

    private static Html Marked(bool holds, string name) => holds ? Html.Of($" class=\"{name}\"") : Html.None;

    private Html Heading(string column)
    {
        var title = Title(column);
        return IsInteractive ? Html.Of($"<button type=\"button\" class=\"sort\" data-column=\"{column}\">{title}</button>")
            : Html.Of($"<span data-column=\"{column}\">{title}</span>");
    }

    private Html Data(string[] row, int column, string text, bool isNumber)
    {
        var shown = Short(text);
        var inside = Cell(row, Cells.Columns[column]) is { } own ? Html.Of($"<data value=\"{text}\">{own}</data>")
            : shown != text ? Html.Of($"<data value=\"{text}\">{shown}</data>")
            : text.Length == 0 ? new("<data value=\"\">—</data>")
            : Html.Of($"{text}");
        return column == 0 ? Html.Of($"<th scope=\"row\"{Role("rowheader")}>{inside}</th>")
            : Html.Of($"<td{Class(isNumber)}{Role("cell")}{Name(Cells.Columns[column])}>{inside}</td>");
    }

    /// <summary>What filters the rows, and how many are shown: for those whose browser runs the script.</summary>
    private Html Controls() => Html.Of($"""
        <div class="filter" data-for="{Id}">
        <label>Find <input type="search" autocomplete="off" spellcheck="false"></label>
        {Choices.Select(Choice)}<span class="count" role="status" aria-live="polite"></span>
        </div>

        """);

    private Html Choice(string column)
    {
        var place = Cells.Columns.ToList().IndexOf(column);
        var words = Cells.Rows.Select(row => row[place]).Where(word => word.Length > 0).Distinct();
        return Html.Of($"""
            <label>{Titles.GetValueOrDefault(column, column)} <select data-column="{place}"><option value="">all</option>
            {words.Select(word => Html.Of($"<option{(word == Chosen ? new Html(" selected") : Html.None)}>{word}</option>"))}
            </select></label>

            """);
    }
}
