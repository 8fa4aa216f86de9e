using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Frameworks;

/// <summary>A loss that numbers may come from: an entry of the catalogue, or a family with one ε.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Epsilon">The ε of a family; empty where the entry has its own.</param>
internal sealed record Candidate(Loss Loss, string Epsilon)
{
    private const int LargestPower = -3;
    private const int LeastPower = -15;

    private static readonly NumberFormat[] WithEpsilon =
        [NumberFormat.Named<Float32>(), NumberFormat.Named<Float64>(), NumberFormat.Named<Float16>(), NumberFormat.Named<BFloat16>()];

    /// <summary>
    /// All of them: the frameworks' in the order of the catalogue, the article's, then the families with ε from 1e-3
    /// to 1e-15 and each format's machine epsilon.
    /// </summary>
    public static IReadOnlyList<Candidate> All { get; } =
    [
        .. Catalogue.All.Where(loss => !Has(ArticleLosses.All, loss) && !Has(ByHand.All, loss)).Select(Named),
        .. Catalogue.All.Where(loss => Has(ArticleLosses.All, loss)).Select(Named),
        .. ByHand.All.SelectMany(loss => Epsilons().Select(epsilon =>
            new Candidate(loss.With(new() { Epsilon = epsilon.Value }), epsilon.Text))),
    ];

    /// <summary>The sigmoids, each in front of one loss.</summary>
    public static IReadOnlyList<Candidate> Sigmoids { get; } =
        [.. SigmoidCatalogue.All.Select(sigmoid => Named(ArticleLosses.Naive with { Name = sigmoid.Name, Sigmoid = sigmoid }))];

    /// <summary>Whether it is a family's, which many programs have that have no name here.</summary>
    public bool IsOfFamily => Epsilon.Length > 0;

    /// <summary>Its name, with the ε where it is a family's.</summary>
    public override string ToString() => !IsOfFamily ? Loss.Name : $"{Loss.Name} with ε = {Epsilon}";

    private static Candidate Named(Loss loss) => new(loss, string.Empty);

    private static bool Has(IReadOnlyList<Loss> losses, Loss loss) => losses.Any(other => other.Name == loss.Name);

    private static IEnumerable<(string Text, Rational Value)> Epsilons()
    {
        for (var power = LargestPower; power >= LeastPower; power--)
        {
            var value = Rational.FromDecimal(1, power);
            yield return (Float64.Round(value).ToText(), value);
        }

        foreach (var format in WithEpsilon)
        {
            yield return format.Run(new MachineEpsilon());
        }
    }

    private sealed class MachineEpsilon : IFormatWork<(string Text, Rational Value)>
    {
        public (string Text, Rational Value) Run<T>()
            where T : struct, IFloat<T> => (Limits<T>.MachineEpsilon.ToText(), Limits<T>.MachineEpsilon.Exact);
    }
}
