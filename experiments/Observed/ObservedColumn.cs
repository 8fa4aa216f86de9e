using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Observed;

/// <summary>
/// A column of a recorded table as numbers of TKept, to be compared with what entries give that are computed in T.
/// </summary>
/// <remarks>
/// A loss of a probability is evaluated at the probability that the library gave, so that it is compared alone. Cells of
/// a library that flushes are left out where it gave 0 and the model's number is subnormal.
/// </remarks>
internal sealed class ObservedColumn<T, TKept>
    where T : struct, IFloat<T>
    where TKept : struct, IFloat<TKept>
{
    // Neighbouring cells are alike: steps of this many rows find one that refutes an entry soon.
    private const int Stride = 389;

    private static readonly Format Format = TKept.Parameters!.Value;
    private static readonly TKept LeastNormal = TKept.Round((Rational)Dyadic.PowerOfTwo(Format.Emin));
    private static readonly TKept Largest = TKept.Round((Rational)Format.Largest);

    private readonly ObservedStack stack;
    private readonly ObservedQuantity quantity;
    private readonly Cell[] cells;

    /// <summary>The cells of a quantity; those of a sigmoid once, as the label plays no part.</summary>
    public ObservedColumn(ObservedStack stack, ObservedQuantity quantity, ObservedTable table)
    {
        (this.stack, this.quantity) = (stack, quantity);
        var probabilities = (stack.Sigmoid?.Kept ?? stack.Format)
            .Run(new Given(table.Cells("sigmoid").Select(cell => cell.Text), AreArguments: false))
            .Zip(table.Cells("sigmoid")).DistinctBy(pair => pair.Second.X).ToDictionary(pair => pair.Second.X, pair => pair.First);
        ObservedCell[] given = [.. table.Cells(quantity.Name).Where(cell => cell.Label || !quantity.IsSigmoid)];
        var arguments = stack.Format.Run(new Given(given.Select(cell => cell.X), AreArguments: true));
        cells =
        [
            .. given.Zip(arguments, (cell, x) =>
                new Cell(cell, x, probabilities[cell.X], cell.Label ? T.One : T.Zero, TKept.Parse(cell.Text))),
        ];
    }

    private enum Fit
    {
        Possible,
        Apart,
        Outside,
    }

    /// <summary>How the cells agree with an entry.</summary>
    public ObservedRow Row(ObservedCandidate entry)
    {
        var (models, bounds) = (Exact(entry), Bounds(entry));
        var (equal, possible, counted, largest) = (0, 0, 0, 0.0);
        ObservedWorst? worst = null, refuting = null;
        foreach (var (cell, exact) in cells.Zip(models))
        {
            var fit = FitOf(cell, bounds.At(cell.Argument(entry), cell.Label));
            if (fit == Fit.Apart)
            {
                continue;
            }

            var model = Rounded.Converted<T, TKept>(exact);
            var distance = Distance(cell.Observed, model);
            counted++;
            equal += distance == 0 ? 1 : 0;
            possible += fit == Fit.Possible ? 1 : 0;
            worst = distance > largest ? Worst(cell, model) : worst;
            refuting ??= fit == Fit.Outside ? Worst(cell, model) : null;
            largest = Math.Max(largest, distance);
        }

        return new(stack, quantity.Name, entry.Name, TKept.Name)
        {
            Cells = counted,
            Equal = equal,
            Possible = possible,
            LargestUlps = largest,
            Worst = worst,
            Refuting = refuting,
        };
    }

    /// <summary>Whether every cell is possible under an entry.</summary>
    public bool IsPossible(ObservedCandidate entry)
    {
        var bounds = Bounds(entry);
        for (var i = 0; i < Stride; i++)
        {
            for (var k = i; k < cells.Length; k += Stride)
            {
                if (FitOf(cells[k], bounds.At(cells[k].Argument(entry), cells[k].Label)) == Fit.Outside)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>What an entry gives in each cell, every operation rounded.</summary>
    private T[] Exact(ObservedCandidate entry)
    {
        var (evaluator, models) = (entry.Formula.In<T>(), new T[cells.Length]);
        foreach (var part in cells.Index().GroupBy(cell => cell.Item.Text.Label))
        {
            T[] x = [.. part.Select(cell => cell.Item.Argument(entry))];
            var values = new T[x.Length];
            evaluator.At(x, values, part.First().Item.Label);
            foreach (var (cell, value) in part.Zip(values))
            {
                models[cell.Index] = value;
            }
        }

        return models;
    }

    private Enclosure<T> Bounds(ObservedCandidate entry) => new(entry.Formula, stack.Ulps);

    private Fit FitOf(Cell cell, Enclosed<T> values)
    {
        Enclosed<TKept> kept = new(Rounded.Converted<T, TKept>(values.Low), Rounded.Converted<T, TKept>(values.High), values.MayBeNaN);
        var isFlushed = stack.Flushes && cell.Observed.IsZero && kept.HasNumbers && kept.Low < LeastNormal && kept.High > -LeastNormal;
        return kept.Holds(cell.Observed) ? Fit.Possible : isFlushed ? Fit.Apart : Fit.Outside;
    }

    private ObservedWorst Worst(Cell cell, TKept model) => new(
        Number.From(Float32.Parse(cell.Text.X)),
        quantity.IsSigmoid ? "" : cell.Text.Label ? "1" : "0",
        Number.From(cell.Observed),
        Number.From(model));

    /// <summary>The steps between two numbers, an infinity being one beyond the largest; ∞ where one alone is NaN.</summary>
    private static double Distance(TKept observed, TKept model)
    {
        if (IsNaN(observed) || IsNaN(model))
        {
            return IsNaN(observed) && IsNaN(model) ? 0 : double.PositiveInfinity;
        }

        var beyond = observed.Equals(model) ? 0 : (observed.IsInfinite ? 1 : 0) + (model.IsInfinite ? 1 : 0);
        return (double)UlpDistance.Between(Finite(observed), Finite(model)) + beyond;
    }

    private static TKept Finite(TKept x) => x.IsFinite ? x : x > TKept.Zero ? Largest : -Largest;

    private static bool IsNaN(TKept x) => !x.IsFinite && !x.IsInfinite;

    /// <summary>
    /// A cell: its x and the probability there as numbers of the model, the label, and what the library gave.
    /// </summary>
    private readonly record struct Cell(ObservedCell Text, T X, T Probability, T Label, TKept Observed)
    {
        public T Argument(ObservedCandidate entry) => entry.IsOfProbability ? Probability : X;
    }

    /// <summary>
    /// Texts in the format that a library is given and gives, as numbers of T; arguments are float32 before they are given.
    /// </summary>
    private sealed record Given(IEnumerable<string> Texts, bool AreArguments) : IFormatWork<T[]>
    {
        public T[] Run<TGiven>()
            where TGiven : struct, IFloat<TGiven> => [.. Texts.Select(Number<TGiven>).Select(Rounded.Converted<TGiven, T>)];

        private TGiven Number<TGiven>(string text)
            where TGiven : struct, IFloat<TGiven> =>
            AreArguments ? Rounded.Converted<Float32, TGiven>(Float32.Parse(text)) : TGiven.Parse(text);
    }
}
