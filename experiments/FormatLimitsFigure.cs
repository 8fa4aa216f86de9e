using Experiments.Output.Figures;

namespace Experiments;

internal sealed record FormatLimitsSeries(string Format, double[] X, double[] Y, double[] RelativeError, double[] Naive, double[] Clipped, double[] Logits, double[] Exact);

internal static class FormatLimitsFigure
{
    public static Figure? Draw(IReadOnlyList<FormatLimitsSeries> series) => null;
}
