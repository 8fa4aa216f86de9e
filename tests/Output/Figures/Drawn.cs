using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Experiments.Output.Figures;

namespace Experiments.Tests.Output.Figures;

/// <summary>A figure of one panel as its SVG has it: words, and paths by their colour.</summary>
internal sealed class Drawn
{
    private readonly XElement root;

    /// <summary>Draws a panel alone.</summary>
    public Drawn(Panel panel, params Key[] legend)
        : this(new Figure(legend, [[panel]]))
    {
    }

    public Drawn(Figure figure) => root = XElement.Parse(Encoding.UTF8.GetString(figure.ToSvg()));

    /// <summary>All texts, in the order in which they are drawn.</summary>
    public IReadOnlyList<string> Words => [.. root.Descendants().Select(element => (string?)element.Attribute("aria-label")).OfType<string>()];

    /// <summary>The names of elements.</summary>
    public IEnumerable<string> Names => root.Descendants().Select(element => element.Name.LocalName);

    /// <summary>What letters refer to, and what there is.</summary>
    public (ISet<string> Used, ISet<string> There) Letters => (
        root.Descendants().Attributes(XName.Get("href", "http://www.w3.org/1999/xlink")).Select(href => href.Value[1..]).ToHashSet(),
        root.Descendants().Where(element => element.Name.LocalName == "path").Attributes("id").Select(id => id.Value).ToHashSet());

    /// <summary>The points of each path stroked or filled in a colour.</summary>
    public IReadOnlyList<(double X, double Y)[]> Paths(string colour, string use = "stroke") =>
    [
        .. root.Descendants()
            .Where(element => element.Name.LocalName == "path" && string.Equals((string?)element.Attribute(use), colour, StringComparison.OrdinalIgnoreCase))
            .Select(path => Points(path.Attribute("d")!.Value)),
    ];

    /// <summary>About the room that the letters of a text take, the last time it is drawn: left, top, right, bottom.</summary>
    public (double Left, double Top, double Right, double Bottom) Box(string words)
    {
        var letters = root.Descendants().Last(element => (string?)element.Attribute("aria-label") == words).Elements().ToList();
        double[] x = [.. letters.Select(letter => Number(letter, "x"))];
        double[] y = [.. letters.Select(letter => Number(letter, "y"))];
        return (x.Min(), y.Min() - 7, x.Max() + 5, y.Max() + 1);

        static double Number(XElement letter, string name) => double.Parse(letter.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a path comes into a box.</summary>
    public static bool Crosses((double X, double Y)[] path, (double Left, double Top, double Right, double Bottom) box) =>
        path.Zip(path.Skip(1)).Any(pair => Enumerable.Range(0, 201).Select(i => i / 200.0).Any(part =>
        {
            var x = pair.First.X + (part * (pair.Second.X - pair.First.X));
            var y = pair.First.Y + (part * (pair.Second.Y - pair.First.Y));
            return box.Left < x && x < box.Right && box.Top < y && y < box.Bottom;
        }));

    private static (double X, double Y)[] Points(string data)
    {
        // Absolute M and L with "x y" each, as Skia writes straight lines; curves give their control points.
        var numbers = data.Split(['M', 'L', 'Q', 'C', 'Z', 'H', 'V', ' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return [.. numbers.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]))];
    }
}
