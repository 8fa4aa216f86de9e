using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Experiments.Output.Pictures;

/// <summary>
/// An SVG in fewer bytes, as sharp to the eye: hundredths of a pixel, paths that go on from point to point and
/// leave out what lies on a straight line but for a hundredth, and circles that are alike in a group.
/// </summary>
internal static partial class SvgDigits
{
    // Pixels; what goes on beyond, such as a zone without an end, is left as it is.
    private const double Farthest = 1e6;

    /// <summary>The file with its numbers rounded, paths in relative commands, and no blanks before lines.</summary>
    /// <param name="svg">The file, as Skia writes it: paths of M, L, Q, C and Z, each coordinate absolute.</param>
    public static string Short(string svg) => Circles().Replace(Indent().Replace(
        Places().Replace(
            Path().Replace(svg, path => $"<path{path.Groups[1].Value} d=\"{Relative(path.Groups[2].Value)}\""),
            attribute => $" {attribute.Groups[1].Value}=\"{Number().Replace(attribute.Groups[2].Value, Rounded)}\""),
        "\n").Replace(" stroke-miterlimit=\"4\"", string.Empty, StringComparison.Ordinal), Group);

    [GeneratedRegex("<path([^>]*?) d=\"([^\"]*)\"")]
    private static partial Regex Path();

    [GeneratedRegex(
        """<ellipse (?<look>[^>]*?) ?cx="[^"]*" cy="[^"]*" rx="(?<r>[^"]*)" ry="\k<r>"/>"""
        + """(?:\n<ellipse \k<look> ?cx="[^"]*" cy="[^"]*" rx="\k<r>" ry="\k<r>"/>)+""")]
    private static partial Regex Circles();

    [GeneratedRegex("<ellipse [^>]*?(cx=\"[^\"]*\" cy=\"[^\"]*\" r)x(=\"[^\"]*\")[^>]*/>")]
    private static partial Regex Ellipse();

    [GeneratedRegex(" (x|y|cx|cy|r|rx|ry|width|height|[a-z]+-opacity|stroke-width|stroke-dasharray)=\"([-0-9., ]*)\"")]
    private static partial Regex Places();

    [GeneratedRegex("-?[0-9]*\\.[0-9]{3,}")]
    private static partial Regex Number();

    [GeneratedRegex("\n\\s*")]
    private static partial Regex Indent();

    [GeneratedRegex("[MLQCZ]|-?[0-9.]+(?:e-?[0-9]+)?")]
    private static partial Regex Token();

    private static string Group(Match circles) =>
        $"<g {circles.Groups["look"].Value}>{Ellipse().Replace(circles.Value, "<circle $1$2/>")}</g>";

    private static string Rounded(Match number) =>
        Math.Abs(Parse(number.Value)) < Farthest ? Text(Hundredths(number.Value)) : number.Value;

    /// <summary>A path from point to point, each point a whole number of hundredths, so that no error adds up.</summary>
    private static string Relative(string data)
    {
        var text = new StringBuilder();
        var (at, start, command, last) = (default(Point), default(Point), 'M', ' ');
        var line = new List<Point>();
        string[] tokens = [.. Token().Matches(data).Select(token => token.Value)];
        if (tokens.Any(token => !char.IsAsciiLetter(token[0]) && Math.Abs(Parse(token)) >= Farthest))
        {
            return data;
        }

        for (var i = 0; i < tokens.Length;)
        {
            command = char.IsAsciiLetter(tokens[i][0]) ? tokens[i++][0] : command == 'M' ? 'L' : command;
            if (command == 'L')
            {
                line.Add(new(Hundredths(tokens[i++]), Hundredths(tokens[i++])));
                continue;
            }

            EndLine();
            if (command == 'Z')
            {
                text.Append('z');
                (at, last) = (start, 'z');
                continue;
            }

            var points = new Point[command switch { 'Q' => 2, 'C' => 3, _ => 1 }];
            for (var point = 0; point < points.Length; point++, i += 2)
            {
                points[point] = new(Hundredths(tokens[i]), Hundredths(tokens[i + 1]));
            }

            Append(char.ToLowerInvariant(command), points);
            start = command == 'M' ? at : start;
        }

        EndLine();
        return text.ToString();

        void EndLine()
        {
            foreach (var point in Corners(at, line))
            {
                Append(point.Y == at.Y ? 'h' : point.X == at.X ? 'v' : 'l', point);
            }

            line.Clear();
        }

        void Append(char letter, params Point[] points)
        {
            if (letter != last)
            {
                text.Append(letter);
            }

            long[] numbers = letter == 'h' ? [points[0].X - at.X] : letter == 'v' ? [points[0].Y - at.Y]
                : [.. points.SelectMany(point => new[] { point.X - at.X, point.Y - at.Y })];
            foreach (var number in numbers)
            {
                var digits = Text(number);
                text.Append(char.IsAsciiLetter(text[^1]) || digits[0] == '-' ? string.Empty : " ").Append(digits);
            }

            // What follows a move without a letter is a line.
            (at, last) = (points[^1], letter == 'm' ? 'l' : letter);
        }
    }

    /// <summary>The points of a line without those that lie on a straight one, but for a hundredth.</summary>
    private static IEnumerable<Point> Corners(Point from, List<Point> line)
    {
        for (int first = 0, next; first < line.Count; first = next)
        {
            next = first + 1;
            while (next < line.Count && AreBetween(from, line, first, next))
            {
                next++;
            }

            yield return from = line[next - 1];
        }
    }

    /// <summary>
    /// Whether points lie on the way to a later one. Each lay there on the way to the next before, no farther than that:
    /// on the way back none of them is by more than a hundredth or two.
    /// </summary>
    private static bool AreBetween(Point from, List<Point> line, int first, int end)
    {
        var (x, y) = (line[end].X - from.X, line[end].Y - from.Y);
        var square = (x * x) + (y * y);
        for (var i = first; i < end; i++)
        {
            var (dx, dy) = (line[i].X - from.X, line[i].Y - from.Y);
            var (along, across) = ((x * dx) + (y * dy), (x * dy) - (y * dx));
            if (along < 0 || (dx * dx) + (dy * dy) > square + 1 || (double)across * across > square)
            {
                return false;
            }
        }

        return true;
    }

    private static long Hundredths(string number) => (long)Math.Round(100 * Parse(number));

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static string Text(long hundredths)
    {
        var text = (hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..]
            : text.StartsWith("-0.", StringComparison.Ordinal) ? "-" + text[2..] : text;
    }

    /// <summary>A place in hundredths of a pixel.</summary>
    private readonly record struct Point(long X, long Y);
}
