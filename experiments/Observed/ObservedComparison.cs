using Experiments.Numerics.Formats;

namespace Experiments.Observed;

/// <summary>
/// A quantity of a recorded table against its entry, computed in one format and kept in another, and against the other
/// entries.
/// </summary>
internal sealed class ObservedComparison(ObservedStack stack, ObservedQuantity quantity, ObservedTable table, NumberFormat kept)
    : IFormatWork<ObservedRow>
{
    public ObservedRow Run<T>()
        where T : struct, IFloat<T> => kept.Run(new In<T>(stack, quantity, table));

    private sealed class In<T>(ObservedStack stack, ObservedQuantity quantity, ObservedTable table) : IFormatWork<ObservedRow>
        where T : struct, IFloat<T>
    {
        public ObservedRow Run<TKept>()
            where TKept : struct, IFloat<TKept>
        {
            var model = quantity.ModelOf(stack)!;
            var candidates = quantity.Candidates
                .Where(candidate => candidate.Only is null || candidate.Only == NumberFormat.Named<T>())
                .Select(candidate => model.SeenAs is { } seen ? candidate with { Formula = seen(candidate.Formula) } : candidate)
                .Select(candidate => model.Within is { } sigmoid ? candidate.Behind(sigmoid) : candidate)
                .ToArray();
            var own = candidates.First(candidate => candidate.Name == model.Entry);
            var column = new ObservedColumn<T, TKept>(stack, quantity, table);
            return column.Row(own) with
            {
                Also = [.. candidates.Where(other => other != own && column.IsPossible(other)).Select(other => other.Name)],
            };
        }
    }
}
