using System.Numerics;

namespace Experiments.Samples;

/// <summary>The Clopper–Pearson interval of a probability, at 95 %.</summary>
internal static class ClopperPearson
{
    private const int Thousand = 1000;

    // Of 95 %, one fortieth is left at either end.
    private const int Tail = 40;

    /// <summary>
    /// Its ends where so many of some trials succeeded, in thousandths, rounded outwards; decided in integers, so that
    /// they are the same on every machine.
    /// </summary>
    /// <remarks>
    /// The lower end p makes so many or more successes as probable as 1/40, the upper one so many or fewer. Both
    /// probabilities are monotone in p.
    /// </remarks>
    public static (int Low, int High) Limits(int successes, int trials)
    {
        var places = Enumerable.Range(0, Thousand + 1).ToArray();
        return (
            places.Last(p => IsInTail(p, successes, trials) || (successes == 0 && p == 0)),
            places.First(p => IsInTail(Thousand - p, trials - successes, trials) || (successes == trials && p == Thousand)));
    }

    /// <summary>Whether with p thousandths so many or more successes have at most a probability of 1/40.</summary>
    private static bool IsInTail(int p, int successes, int trials)
    {
        var (sum, choices) = (BigInteger.Zero, BigInteger.One);
        for (var k = 0; k <= trials; k++)
        {
            sum += k < successes ? 0 : choices * BigInteger.Pow(p, k) * BigInteger.Pow(Thousand - p, trials - k);
            choices = choices * (trials - k) / (k + 1);
        }

        return Tail * sum <= BigInteger.Pow(Thousand, trials);
    }
}
