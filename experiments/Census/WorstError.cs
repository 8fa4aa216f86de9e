using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Census;

/// <summary>The place of an x, x itself and its round trip y: the one whose relative error is the largest.</summary>
/// <remarks>Those that are compared lie in one binade.</remarks>
internal readonly record struct WorstError(int Place, float X, float Y)
{
    // Two errors but for roundings that differ by less, relative to them, may be equal.
    private const double Slack = 1 - (1.0 / (1L << 50));

    /// <summary>The error, rounded once.</summary>
    public double Relative => Errors.Relative(new Float32(X), new Float32(Y)).Value;

    /// <summary>Whether the error is certainly larger than another, given as rounded.</summary>
    public bool Exceeds(double error) => Near * Slack > error;

    /// <summary>The one with the larger error, compared exactly; of a tie that with the smaller |x|.</summary>
    public static WorstError? Of(WorstError? a, WorstError? b) =>
        a is not { } one ? b : b is not { } other ? a : other.Beats(one) ? b : a;

    private bool Beats(WorstError other)
    {
        var order = Compare(this, other);
        return order > 0 || (order == 0 && Place < other.Place);
    }

    private static int Compare(WorstError a, WorstError b)
    {
        if (float.IsInfinity(a.Y) || float.IsInfinity(b.Y))
        {
            return float.IsInfinity(a.Y).CompareTo(float.IsInfinity(b.Y));
        }

        // By far the most frequent ties: both have lost all, or nothing.
        if ((a.Y == 0 && b.Y == 0) || (a.Y == a.X && b.Y == b.X))
        {
            return 0;
        }

        var (one, other) = (a.Near, b.Near);
        return one * Slack > other ? 1 : other * Slack > one ? -1 : a.Exact.CompareTo(b.Exact);
    }

    /// <summary>The error but for two roundings.</summary>
    private double Near => Math.Abs((double)Y - X) / Math.Abs((double)X);

    /// <summary>|y − x| / |x|, of numbers other than 0.</summary>
    private Rational Exact => Rational.Abs(new Float32(Y).Exact - new Float32(X).Exact) / Rational.Abs(new Float32(X).Exact);
}
