using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Output.Pictures;

namespace Experiments.Tests.Output.Pictures;

public class SvgDigitsTests
{
    // Half a hundredth of rounding on each axis, and a hundredth that a point may lie beside its line.
    private const double Tolerance = 0.0181;

    /// <summary>Worked out by hand.</summary>
    [Theory]
    [InlineData("M10 20L10.004 30.006Z", "m10 20v10.01z")]
    [InlineData("M0 0L1 1L2 2L3 3.5", "m0 0 2 2 1 1.5")]
    [InlineData("M0 0L5 0L9 0L9 4L9 2", "m0 0h9v4-2")]
    [InlineData("M1 1Q2 2 3 1C4 0 5 0 6 1ZM7 7L8 8", "m1 1q1 1 2 0c1-1 2-1 3 0zm6 6 1 1")]
    [InlineData("M-0.5 0.25L-1 0.125", "m-.5 .25-.5-.13")]
    [InlineData("M0 0L1 0L1 5L1 0L2 0", "m0 0h1v5-5h1")]
    [InlineData("M0 0L5 5L0 0L3 3", "m0 0 5 5-5-5 3 3")]
    [InlineData("M0 0L2e6 1", "M0 0L2e6 1")]
    public void A_path_goes_on_from_point_to_point(string path, string shorter) =>
        Assert.Equal($"<path d=\"{shorter}\"/>", SvgDigits.Short($"<path d=\"{path}\"/>"));

    [Fact]
    public void Circles_that_are_alike_share_a_group() => Assert.Equal(
        "<g fill=\"red\"><circle cx=\"1\" cy=\"2\" r=\"3\"/>\n<circle cx=\"4.13\" cy=\"5\" r=\"3\"/></g>",
        SvgDigits.Short(
            "<ellipse fill=\"red\" cx=\"1\" cy=\"2\" rx=\"3\" ry=\"3\"/>\n"
            + "    <ellipse fill=\"red\" cx=\"4.125001\" cy=\"5\" rx=\"3\" ry=\"3\"/>"));

    /// <summary>Random walks, some of them straight for a while: each point lies on what is drawn, in its order.</summary>
    [Fact]
    public void No_point_of_a_line_is_lost_or_moved()
    {
        var random = new SplitMix(17);
        for (var walk = 0; walk < 500; walk++)
        {
            var (x, y, dx, dy) = (400.0, 300.0, 0.0, 0.0);
            var points = new List<(double X, double Y)>();
            for (var i = 0; i < 60; i++)
            {
                (dx, dy) = random.Next() % 3 == 0 ? (Step(), Step()) : (dx, dy);
                (x, y) = (x + dx, y + dy);
                points.Add((x, y));
            }

            var svg = string.Join(' ', points.Select((point, i) => string.Create(
                CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{point.X:R} {point.Y:R}")));
            var drawn = Decoded(Regex.Match(SvgDigits.Short($"<path d=\"{svg}\"/>"), "d=\"(.*)\"").Groups[1].Value);
            Assert.InRange(drawn.Count, 2, points.Count);
            var (segment, worst) = (0, 0.0);
            foreach (var point in points)
            {
                while (Distance(point, drawn[segment], drawn[segment + 1]) > Tolerance && segment + 2 < drawn.Count)
                {
                    segment++;
                }

                worst = Math.Max(worst, Distance(point, drawn[segment], drawn[segment + 1]));
            }

            Assert.InRange(worst, 0, Tolerance);
        }

        double Step() => ((random.Next() % 4001) / 1000.0) - 2;
    }

    /// <summary>The points of a path of m, l, h and v.</summary>
    private static List<(double X, double Y)> Decoded(string path)
    {
        var (at, points, command) = ((X: 0.0, Y: 0.0), new List<(double X, double Y)>(), ' ');
        string[] tokens = [.. Regex.Matches(path, "[a-z]|-?[0-9]*\\.?[0-9]+").Select(token => token.Value)];
        for (var i = 0; i < tokens.Length;)
        {
            command = char.IsAsciiLetter(tokens[i][0]) ? tokens[i++][0] : command == 'm' ? 'l' : command;
            at = command switch
            {
                'h' => (at.X + Number(tokens[i++]), at.Y),
                'v' => (at.X, at.Y + Number(tokens[i++])),
                _ => (at.X + Number(tokens[i++]), at.Y + Number(tokens[i++])),
            };
            points.Add(at);
        }

        return points;

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>How far a point is from a segment.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (x, y) = (to.X - from.X, to.Y - from.Y);
        var square = (x * x) + (y * y);
        var along = square == 0 ? 0 : Math.Clamp((((point.X - from.X) * x) + ((point.Y - from.Y) * y)) / square, 0, 1);
        return double.Hypot(point.X - from.X - (along * x), point.Y - from.Y - (along * y));
    }
}
