using Experiments.Output.Tables;

namespace Experiments.Samples;

/// <summary>
/// A batch: its images asked for, its place among those of its size, the means of its images' losses in float64, in
/// nats, and how many of them are clipped.
/// </summary>
internal readonly record struct Batch(int Size, int Index, double LossSigmoid, double LossRaw, int Clipped)
{
    private static readonly Column<Batch>[] Columns =
    [
        new("batch", batch => batch.Index) { IsKey = true },
        new("loss_sigmoid", batch => batch.LossSigmoid),
        new("loss_raw", batch => batch.LossRaw),
        new("clipped", batch => batch.Clipped),
    ];

    /// <summary>The table of batches of one size.</summary>
    public static Table<Batch> Table { get; } = new(Columns);

    /// <summary>The table of batches of several sizes.</summary>
    public static Table<Batch> SizedTable { get; } = new([new("size", batch => batch.Size) { IsKey = true }, .. Columns]);

    /// <summary>
    /// How far the loss from sigmoid outputs is off, as a part of the loss from raw outputs; ∞ where that alone is 0.
    /// </summary>
    public double RelativeDifference => LossSigmoid == LossRaw ? 0 : Math.Abs(LossSigmoid - LossRaw) / LossRaw;

    /// <summary>Whether the loss from sigmoid outputs is off from the loss from raw outputs by more than 1 %.</summary>
    public bool IsOff => AreApart(LossSigmoid, LossRaw);

    /// <summary>Whether a loss, a mean or a sum of some, is off from another by more than 1 %; NaN is off.</summary>
    public static bool AreApart(double loss, double other) => !(100 * Math.Abs(loss - other) <= other) && !loss.Equals(other);
}
