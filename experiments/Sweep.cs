using System.Numerics;
using Experiments.Formats;
using Experiments.Reference;

namespace Experiments;

/// <summary>The grid x = from + k·step, exactly, up to `to`, which is included when a step meets it.</summary>
internal sealed class Sweep
{
    private const int LargestCount = 10_000_000;

    private readonly Rational from;
    private readonly Rational step;

    private Sweep(Rational from, Rational step, int count)
    {
        this.from = from;
        this.step = step;
        Count = count;
    }

    /// <summary>The number of grid points, before equal ones are left out.</summary>
    public int Count { get; }

    /// <summary>Whether x falls from point to point.</summary>
    public bool IsDescending => step.Sign < 0;

    /// <summary>The grid that the texts of three options describe; <paramref name="prefix"/> is what comes before from, to and step in their names.</summary>
    /// <exception cref="UsageException">A text is no number, the step is 0 or leads away, or the grid has more than 10 million points.</exception>
    public static Sweep Parse(string fromText, string toText, string stepText, string prefix = "--")
    {
        var from = Number(prefix + "from", fromText);
        var to = Number(prefix + "to", toText);
        var step = Number(prefix + "step", stepText);
        if (step.Sign == 0)
        {
            throw new UsageException($"{prefix}step: {stepText} leads nowhere; give a step other than 0.");
        }

        var steps = ((to - from) / step).Floor();
        if (steps.Sign < 0)
        {
            throw new UsageException($"{prefix}step: {stepText} leads away from {prefix}to {toText}; from {fromText} the step must be {(step.Sign < 0 ? "positive" : "negative")}.");
        }

        return steps < LargestCount
            ? new(from, step, (int)steps + 1)
            : throw new UsageException($"{prefix}step: {stepText} makes {Round(steps + BigInteger.One)} points from {fromText} to {toText}; at most 10 million are allowed.");
    }

    /// <summary>Refuses a grid that leaves the format's range.</summary>
    public void Check(NumberFormat format, string fromText, string toText, string prefix = "--")
    {
        if (!format.Run(new Holds(from)))
        {
            throw new UsageException($"{prefix}from: {fromText} is beyond the range of {format.Name}.");
        }

        if (!format.Run(new Holds(At(Count - 1))))
        {
            throw new UsageException($"{prefix}to: {toText} is beyond the range of {format.Name}.");
        }
    }

    /// <summary>Grid point k, exactly.</summary>
    public Rational At(int k) => from + (k * step);

    private static Rational Number(string option, string text) => DecimalText.TryParse(text, out var value)
        ? value
        : throw new UsageException($"{option}: '{text}' is not a decimal number such as -16.5 or 1e-7, its exponent from -100000 to 100000.");

    private static string Round(BigInteger count) => count < 1_000_000_000_000
        ? count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "more than 10^12";

    private sealed class Holds(Rational x) : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T> => T.Round(x).IsFinite;
    }
}
