using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Experiments.Tests.Report;

/// <summary>The page as a file: its figures, its tables and its text.</summary>
internal sealed partial class Page(string html)
{
    /// <summary>The page itself.</summary>
    public string Html => html;

    /// <summary>The SVG of a figure; null where the page has none.</summary>
    public byte[]? Figure(string stem) => Figures().Matches(html).FirstOrDefault(figure => figure.Groups["stem"].Value == stem) is { } found
        ? Encoding.Latin1.GetBytes(Octets(found.Groups["svg"].Value))
        : null;

    /// <summary>The stems of its figures, in order.</summary>
    public IEnumerable<string> Stems => Figures().Matches(html).Select(figure => figure.Groups["stem"].Value);

    /// <summary>The rows of a table, each cell as its CSV has it; the header first.</summary>
    public string[][] Table(string id)
    {
        var table = html[html.IndexOf($"<table id=\"{id}\"", StringComparison.Ordinal)..];
        return
        [
            .. Rows().Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)]).Select(row =>
                Cells().Matches(row.Value).Select(cell => Text(cell.Groups[1].Value)).ToArray()),
        ];
    }

    /// <summary>The words of some markup.</summary>
    public static string Words(string markup) => WebUtility.HtmlDecode(Tags().Replace(markup, string.Empty));

    private static string Text(string cell) =>
        Data().Match(cell) is { Success: true } data ? WebUtility.HtmlDecode(data.Groups[1].Value)
        : Column().Match(cell) is { Success: true } column ? WebUtility.HtmlDecode(column.Groups[1].Value)
        : Words(cell);

    private static string Octets(string source) =>
        Escape().Replace(source, octet => ((char)Convert.ToByte(octet.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("<img data-figure=\"(?<stem>[^\"]*)\"[^']*src='data:image/svg\\+xml,(?<svg>[^']*)'>", RegexOptions.Singleline)]
    private static partial Regex Figures();

    [GeneratedRegex("%([0-9A-F]{2})")]
    private static partial Regex Escape();

    [GeneratedRegex("<tr[ >].*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("<t[hd][^>]*>(.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex Cells();

    [GeneratedRegex("<data value=\"([^\"]*)\">")]
    private static partial Regex Data();

    [GeneratedRegex("data-column=\"([^\"]*)\"")]
    private static partial Regex Column();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
