using Experiments.Output.Figures;

namespace Experiments.Census;

internal static class CensusFigure
{
    public static Figure? Draw(IReadOnlyList<CensusRow[]> formats) => formats.Count == 0 ? null : null;
}
