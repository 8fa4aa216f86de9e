using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;

namespace Experiments.Observed;

/// <summary>The recorded tables, each quantity compared with the entry that models it and with all others.</summary>
internal static class ObservedQuantities
{
    /// <summary>The stem of its file.</summary>
    public const string Stem = "frameworks-observed";

    private static readonly ObservedCandidate[] Sigmoids =
    [
        .. SigmoidCatalogue.All.Select(sigmoid => new ObservedCandidate(sigmoid.Name, sigmoid.Value(Expression.X)) { Only = sigmoid.Only }),
    ];

    private static readonly ObservedCandidate[] Losses =
    [
        .. Catalogue.All.Where(loss => loss.HasValue).Select(loss => new ObservedCandidate(
            loss.Name, loss.Formula(Expression.X, Expression.Y))
        {
            IsOfProbability = loss.Takes == Takes.Probability,
            Only = OnlyIn(loss),
        }),
    ];

    private static readonly ObservedCandidate[] Gradients =
    [
        .. Catalogue.All.Where(loss => loss.HasGradient).Select(loss => loss.Takes == Takes.Logit || loss.Objective is not null
            ? new ObservedCandidate(loss.Name, loss.Gradient) { Only = OnlyIn(loss) }
            : new ObservedCandidate(loss.Name, loss.GradientThrough(Expression.X)) { IsOfProbability = true }),
    ];

    /// <summary>The quantities: the column of a recorded table, the entry of a stack, and the candidates for it.</summary>
    public static IReadOnlyList<ObservedQuantity> All { get; } =
    [
        new("sigmoid", stack => stack.Sigmoid, Sigmoids),
        new("loss_from_probability", stack => stack.OfProbability, [.. Losses.Where(loss => loss.IsOfProbability)]),
        new("loss_from_logits", stack => stack.OfLogit, Losses),
        new("gradient_from_logits", stack => stack.Gradient, Gradients),
        new("gradient_through_sigmoid", stack => stack.Through, [.. Gradients.Where(gradient => gradient.IsOfProbability)]),
    ];

    /// <summary>The one format of a loss that forms a sigmoid itself which is written for that alone.</summary>
    private static NumberFormat? OnlyIn(Loss loss) => loss.Takes == Takes.Logit ? loss.Sigmoid.Only : null;

    /// <summary>The rows, in the order of the stacks.</summary>
    public static ObservedRow[] Rows(Work work, IReadOnlyList<ObservedStack> stacks)
    {
        IEnumerable<Func<ObservedRow>> pieces = stacks.SelectMany(stack =>
        {
            var table = new Lazy<ObservedTable>(() => ObservedTables.Load(stack.Name));
            return All.Where(quantity => quantity.ModelOf(stack) is not null)
                .Select(quantity => (Func<ObservedRow>)(() => Row(stack, quantity, table.Value)));
        });
        return work.Values(Stem, "rows", [.. pieces]);
    }

    /// <summary>The row of a quantity in a recorded table.</summary>
    public static ObservedRow Row(ObservedStack stack, ObservedQuantity quantity, ObservedTable table)
    {
        var model = quantity.ModelOf(stack)!;
        var kept = model.Kept ?? stack.Format;
        return (model.In ?? kept).Run(new ObservedComparison(stack, quantity, table, kept));
    }
}

/// <summary>A quantity of recorded tables.</summary>
/// <param name="Name">Its column.</param>
/// <param name="ModelOf">The entry by which a stack has it, if any.</param>
/// <param name="Candidates">The entries that it could be.</param>
internal sealed record ObservedQuantity(
    string Name, Func<ObservedStack, ObservedModel?> ModelOf, IReadOnlyList<ObservedCandidate> Candidates)
{
    /// <summary>Whether the label plays no part.</summary>
    public bool IsSigmoid => Name == "sigmoid";
}

/// <summary>What a quantity is by an entry, from the raw output.</summary>
internal sealed record ObservedCandidate(string Name, Expression Formula)
{
    /// <summary>Whether it is from the probability that the library itself gave, instead.</summary>
    public bool IsOfProbability { get; init; }

    /// <summary>The one format that the entry is written for; null where it is written for any.</summary>
    public NumberFormat? Only { get; init; }

    /// <summary>
    /// The quantity from the raw output, where it is from a probability: of a sigmoid that is not rounded apart.
    /// </summary>
    public ObservedCandidate Behind(Sigmoid sigmoid) => !IsOfProbability ? this
        : this with { Formula = Formula.With(sigmoid.Of(Expression.X), Expression.Y), IsOfProbability = false };
}
