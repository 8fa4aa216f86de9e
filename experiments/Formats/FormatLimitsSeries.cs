using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>
/// The rows of one format, label 1, and where in it the round trip and the losses break: the cells of formats.csv by
/// column.
/// </summary>
internal sealed record FormatLimitsSeries(string Format, Series Rows, IReadOnlyDictionary<string, Number?> Limits)
{
    public double[] X { get; } = Rows.Values("x");

    public double[] RelativeError { get; } = Rows.Values("relative_error");

    public double[] Naive { get; } = Rows.Values("naive");

    public double[] Clipped { get; } = Rows.Values("clipped");

    public double[] Logits { get; } = Rows.Values("logits");

    /// <summary>What the round trip is where it is not finite: decimal has no infinity.</summary>
    public string Infinity => Format == ClrDecimal.Name ? "no number" : "∞";

    public Number? InfiniteFrom => Limits["round_trip_infinite_from"];

    public Number? InfiniteUpto => Limits["round_trip_negative_infinite_upto"];

    public Number? ClipHighFrom => Limits["clip_high_from"];

    public Number? ClipLowUpto => Limits["clip_low_upto"];

    public Number? NaiveZeroFrom => Limits["naive_label1_zero_from"];

    public bool ClipProtects => Limits["clip_protects"]?.Text == "true";

    /// <summary>Where the round trip is finite, as far as its ends are known to lie.</summary>
    public Extent Finite => Between(InfiniteUpto, InfiniteFrom);

    /// <summary>Where it is off by less than 1 %, next to 0 apart.</summary>
    public Extent WithinOnePercent => Between(Limits["one_percent_upto"], Limits["one_percent_from"]);

    private static Extent Between(Number? upto, Number? from) => new(upto?.Value ?? double.MinValue, from?.Value ?? double.MaxValue);
}
