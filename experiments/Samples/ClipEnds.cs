using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Samples;

/// <summary>
/// What a clip to [ε, 1 − ε] is in a format: its ends as they are rounded, and the least ε that keeps σ below 1.
/// </summary>
internal sealed record ClipEnds(string Format, Number Epsilon, Number BelowOne, Number ProtectsFrom)
{
    // The least ε has all its digits, as whole numbers have: cut off it would be too small.
    private static readonly Table<ClipEnds> Table = new(
        new("format", row => row.Format) { IsKey = true },
        new("epsilon", row => row.Epsilon),
        new("below_one", row => row.BelowOne),
        new("clip_protects_from", row => row.ProtectsFrom, ColumnFormats.Integer));

    /// <summary>The ends in some formats, for an ε or Keras' own.</summary>
    public static ResultTable Printed(string stem, IEnumerable<NumberFormat> formats, Rational? epsilon) => ResultTable.From(
        $"{stem}-epsilon",
        "Clip to [ε, 1 − ε]: how far 1 − ε is below 1, and the least ε for which it is",
        Table,
        formats.Distinct().Select(format => format.Run(new Of(epsilon))));

    private sealed class Of(Rational? epsilon) : IFormatWork<ClipEnds>
    {
        public ClipEnds Run<T>()
            where T : struct, IFloat<T>
        {
            Limits<T> limits = new(ArticleFormulas.With(epsilon));
            return new(T.Name, Number.From(limits.ClipLow), Number.From(T.One - limits.ClipHigh), Number.From(Limits<T>.ClipProtectsFrom));
        }
    }
}
