using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>The mean of another loss over the same samples, and how far it is off.</summary>
internal sealed record AuditedOther(string Name, double Mean, double? RelativeDifference)
{
    /// <summary>The table, a row a loss.</summary>
    public static Table<AuditedOther> Table { get; } = new(
        new("loss", row => row.Name) { IsKey = true },
        new("mean_loss", row => Number.From(new Float64(row.Mean)), Float64.Name),
        new("relative_difference", row => row.RelativeDifference is { } off ? Number.From(new Float64(off)) : null, Float64.Name));

    /// <summary>From the sums of both losses over so many samples.</summary>
    public static AuditedOther From(string name, ExactSum sum, ExactSum exact, int count) => new(
        name,
        sum.NotFinite ?? Float64.Round(sum.Value / count).Value,
        exact.NotFinite is not null || exact.Value.Sign == 0 ? null : sum.NotFinite ?? Float64.Round((sum.Value / exact.Value) - 1).Value);
}
