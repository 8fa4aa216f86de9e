using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Experiments.Output.Figures;

namespace Experiments.Tests.Output.Figures;

/// <summary>A figure of one panel as its SVG has it: words, and paths by their colour.</summary>
internal sealed partial class Drawn
{
    private readonly XElement root;

    /// <summary>Draws a panel alone.</summary>
    public Drawn(Panel panel, params Key[] legend)
        : this(new Figure(legend, [[panel]]))
    {
    }

    public Drawn(Figure figure)
        : this(Encoding.UTF8.GetString(figure.ToSvg()))
    {
    }

    public Drawn(string svg) => root = XElement.Parse(svg);

    /// <summary>The figure's width and height.</summary>
    public (double Width, double Height) Size => (Number(root, "width"), Number(root, "height"));

    /// <summary>All texts, in the order in which they are drawn; those with a halo twice.</summary>
    public IReadOnlyList<string> Words =>
        [.. root.Descendants().Select(element => (string?)element.Attribute("aria-label")).OfType<string>()];

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
            .Where(element => element.Name.LocalName is "path" or "ellipse" or "circle")
            .Where(element => element.Ancestors().All(above => above.Name.LocalName is not ("defs" or "clipPath")))
            .Where(shape => string.Equals(
                (string?)shape.Attribute(use) ?? (string?)shape.Parent!.Attribute(use), colour, StringComparison.OrdinalIgnoreCase))
            .Select(shape => shape.Attribute("d") is { } data ? Points(data.Value) : Around(shape)),
    ];

    /// <summary>The widths of the paths stroked in a colour.</summary>
    public IEnumerable<double> Widths(string colour) =>
        root.Descendants().Where(element => string.Equals((string?)element.Attribute("stroke"), colour, StringComparison.OrdinalIgnoreCase))
            .Select(path => path.Attribute("stroke-width") is null ? 1 : Number(path, "stroke-width"));

    /// <summary>About the room of a text's letters, the last time it is drawn: left, top, right, bottom.</summary>
    public (double Left, double Top, double Right, double Bottom) Box(string words) => Boxes(words)[^1];

    /// <summary>The same each time that the text is drawn.</summary>
    public IReadOnlyList<(double Left, double Top, double Right, double Bottom)> Boxes(string words) =>
        [.. root.Descendants().Where(element => (string?)element.Attribute("aria-label") == words).Select(Box)];

    private static (double Left, double Top, double Right, double Bottom) Box(XElement text)
    {
        // The labels of ticks are moved as a whole.
        const string move = "translate(";
        var moved = (string?)text.Attribute("transform") is { } transform && transform.StartsWith(move, StringComparison.Ordinal)
            ? Points("M" + transform[move.Length..^1]).Single()
            : default;
        double[] x = [.. text.Elements().Select(letter => moved.X + Number(letter, "x"))];
        double[] y = [.. text.Elements().Select(letter => moved.Y + Number(letter, "y"))];
        return (x.Min(), y.Min() - 7, x.Max() + 5, y.Max() + 1);
    }

    /// <summary>Whether a path comes into a box.</summary>
    public static bool Crosses((double X, double Y)[] path, (double Left, double Top, double Right, double Bottom) box) =>
        path.Zip(path.Skip(1)).Any(pair => Enumerable.Range(0, 201).Select(i => i / 200.0).Any(part =>
        {
            var x = pair.First.X + (part * (pair.Second.X - pair.First.X));
            var y = pair.First.Y + (part * (pair.Second.Y - pair.First.Y));
            return box.Left < x && x < box.Right && box.Top < y && y < box.Bottom;
        }));

    /// <summary>Points of a circle, from its right end around to it.</summary>
    private static (double X, double Y)[] Around(XElement circle)
    {
        var (x, y, radius) = (Number(circle, "cx"), Number(circle, "cy"), Number(circle, circle.Attribute("r") is null ? "rx" : "r"));
        var (sines, step) = ((double[])[0, Math.Sqrt(0.5), 1, Math.Sqrt(0.5), 0, -Math.Sqrt(0.5), -1, -Math.Sqrt(0.5)], 8);
        return [.. Enumerable.Range(0, step + 1).Select(i => (x + (radius * sines[(i + 2) % step]), y + (radius * sines[i % step])))];
    }

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    /// <summary>The points of a path, as if all its commands were absolute; curves give their control points.</summary>
    private static (double X, double Y)[] Points(string data)
    {
        var points = new List<(double X, double Y)>();
        var (at, start) = ((X: 0.0, Y: 0.0), (X: 0.0, Y: 0.0));
        foreach (Match part in Command().Matches(data))
        {
            double[] numbers =
                [.. Digits().Matches(part.Groups[2].Value).Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture))];
            var ends = char.ToUpperInvariant(part.Groups[1].Value[0]) switch { 'Q' => 2, 'C' => 3, _ => 1 };
            (double X, double Y)[] moves = char.ToUpperInvariant(part.Groups[1].Value[0]) switch
            {
                'Z' => [],
                'H' => [.. numbers.Select(x => (x, 0.0))],
                'V' => [.. numbers.Select(y => (0.0, y))],
                _ => [.. numbers.Chunk(2).Select(pair => (pair[0], pair[1]))],
            };
            at = part.Groups[1].Value is "z" or "Z" ? start : at;
            foreach (var (move, i) in moves.Select((move, i) => (move, i)))
            {
                var from = char.IsAsciiLetterUpper(part.Groups[1].Value[0]) ? (X: 0, Y: 0) : at;
                points.Add((Math.Round(from.X + move.X, 6), Math.Round(from.Y + move.Y, 6)));
                at = (i + 1) % ends == 0 ? points[^1] : at;
                start = i == 0 && part.Groups[1].Value is "m" or "M" ? points[^1] : start;
            }
        }

        return [.. points];
    }

    [GeneratedRegex("([MLQCHVZmlqchvz])([^MLQCHVZmlqchvz]*)")]
    private static partial Regex Command();

    [GeneratedRegex("-?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)")]
    private static partial Regex Digits();
}
