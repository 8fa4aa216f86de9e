using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>
/// The points at which an experiment looks, as exact numbers: on the command line the grid x = from + k·step.
/// </summary>
internal sealed class Sweep
{
    private const int LargestCount = 10_000_000;

    // Not a power of two: at x of few bits, all in step with a format's grid, σ errs less than between them.
    private const int PointsPerOctave = 37;

    // Integers up to it are float64 numbers.
    private const long LargestInteger = 1L << 53;

    private readonly IReadOnlyList<string>? points;
    private readonly Func<int, Rational> at;
    private readonly (long First, long Step, long Unit)? grid;

    private Sweep(Func<int, Rational> at, int count, (long First, long Step, long Unit)? grid = null)
    {
        (this.at, this.grid) = (at, grid);
        Count = count;
    }

    private Sweep(IReadOnlyList<string> points)
        : this(_ => 0, points.Count) => this.points = points;

    /// <summary>The number of grid points, before equal ones are left out.</summary>
    public int Count { get; }

    /// <summary>Whether it is a grid, which a figure can draw, and no list of points.</summary>
    public bool IsGrid => points is null;

    /// <summary>Points that were listed: decimal numbers, inf, -inf and nan.</summary>
    public static Sweep Of(IReadOnlyList<string> points) => new(points);

    /// <summary>A point of a list as it is written in a command in canonical form.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string Point(string text) => text.ToUpperInvariant() switch
    {
        "INF" or "+INF" or "INFINITY" => "inf",
        "-INF" or "-INFINITY" => "-inf",
        "NAN" => "nan",
        _ when text.StartsWith('-') && ExactNumber.Parse(text).Value.Sign == 0 => "-0",
        _ => ExactNumber.Parse(text).Canonical,
    };

    /// <summary>
    /// Whether a format holds a point of a list: what is finite is not beyond its range, what is not is in it.
    /// </summary>
    public static bool IsIn(NumberFormat format, string point) => format.Run(new HoldsPoint(point));

    /// <summary>
    /// Both sides of 0: 37 points an octave, evenly spaced in each, from −1 to −2^−octaves and from there mirrored to
    /// 1.
    /// </summary>
    public static Sweep AroundZero(int octaves)
    {
        var side = (PointsPerOctave * octaves) + 1;
        return new(k => k < side ? -Size(side - 1 - k) : Size(k - side), 2 * side);

        Rational Size(int i) => new(
            new Dyadic(PointsPerOctave + (i % PointsPerOctave), i / PointsPerOctave),
            new Dyadic(PointsPerOctave, octaves));
    }

    /// <summary>
    /// The grid x = from + k·step up to `to`, which is included when a step meets it; `prefix` comes before from, to
    /// and step in the settings' names.
    /// </summary>
    /// <exception cref="UsageException">The step is 0 or leads away, or the grid has more than 10 million
    /// points.</exception>
    public static Sweep Between(ExactNumber from, ExactNumber to, ExactNumber step, string prefix = "--")
    {
        var (first, distance) = (from.Value, step.Value);
        if (distance.Sign == 0)
        {
            throw new UsageException($"{prefix}step: {step} leads nowhere; give a step other than 0.");
        }

        var steps = ((to.Value - first) / distance).Floor();
        if (steps.Sign < 0)
        {
            throw new UsageException(
                $"{prefix}step: {step} leads away from {prefix}to {to}; "
                + $"from {from} the step must be {(distance.Sign < 0 ? "positive" : "negative")}.");
        }

        return steps < LargestCount
            ? new(k => first + (k * distance), (int)steps + 1, Grid(first, distance, (int)steps))
            : throw new UsageException(
                $"{prefix}step: {step} makes {Round(steps + BigInteger.One)} points from {from} to {to}; "
                + "at most 10 million are allowed.");
    }

    /// <summary>Refuses a grid that leaves the format's range.</summary>
    public void Check(NumberFormat format, ExactNumber from, ExactNumber to, string prefix = "--")
    {
        if (!format.Run(new Holds(At(0))))
        {
            throw new UsageException($"{prefix}from: {from} is beyond the range of {format.Name}.");
        }

        if (!format.Run(new Holds(At(Count - 1))))
        {
            throw new UsageException($"{prefix}to: {to} is beyond the range of {format.Name}.");
        }
    }

    /// <summary>Point k, exactly.</summary>
    public Rational At(int k) => at(k);

    /// <summary>Point k, rounded to a format.</summary>
    public T At<T>(int k)
        where T : struct, IFloat<T> => points is not null ? T.Parse(points[k])
            : grid is var (first, step, unit) ? T.Quotient(first + (k * step), unit) : T.Round(at(k));

    /// <summary>The points as (first + k·step) / unit, where all of these are small integers.</summary>
    private static (long First, long Step, long Unit)? Grid(Rational first, Rational step, int steps)
    {
        var (a, b) = (first.Reduced(), step.Reduced());
        var unit = a.Denominator * b.Denominator / BigInteger.GreatestCommonDivisor(a.Denominator, b.Denominator);
        var (start, distance) = (a.Numerator * (unit / a.Denominator), b.Numerator * (unit / b.Denominator));
        return unit < LargestInteger && BigInteger.Abs(start) + (Math.Max(steps, 1) * BigInteger.Abs(distance)) < LargestInteger
            ? ((long)start, (long)distance, (long)unit)
            : null;
    }

    private static string Round(BigInteger count) => count < 1_000_000_000_000
        ? count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "more than 10^12";

    private sealed class Holds(Rational x) : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T> => T.Round(x).IsFinite;
    }

    private sealed class HoldsPoint(string point) : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T> => DecimalText.TryParse(point, out var value) ? T.Round(value).IsFinite
                : T.Parameters is { HasInfinity: true } || (point == "nan" && T.Parameters is not null);
    }
}
