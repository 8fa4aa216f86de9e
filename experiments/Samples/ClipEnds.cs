using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Samples;

/// <summary>
/// What a clip to [ε, 1 − ε] is in a format: its ends as they are rounded, and the least ε that keeps σ below 1.
/// </summary>
internal sealed record ClipEnds(string Format, Number Epsilon, Number OneMinusEpsilon, Number ProtectsFrom)
{
    private static readonly Table<ClipEnds> Table = new(
        new("format", row => row.Format) { IsKey = true },
        new("epsilon", row => row.Epsilon),
        new("one_minus_epsilon", row => row.OneMinusEpsilon),
        new("clip_protects_from", row => row.ProtectsFrom));

    /// <summary>The ends in some formats, for an ε or Keras' own.</summary>
    public static ResultTable Printed(string stem, IEnumerable<NumberFormat> formats, Rational? epsilon) => ResultTable.From(
        $"{stem}-epsilon",
        "The clip's ends, computed in a format; it keeps σ below 1 from this ε on",
        Table,
        formats.Distinct().Select(format => format.Run(new Of(epsilon))));

    private sealed class Of(Rational? epsilon) : IFormatWork<ClipEnds>
    {
        public ClipEnds Run<T>()
            where T : struct, IFloat<T>
        {
            Limits<T> limits = new(ArticleFormulas.With(epsilon));
            return new(T.Name, Number.From(limits.ClipLow), Number.From(limits.ClipHigh), Number.From(Limits<T>.ClipProtectsFrom));
        }
    }
}
