using Experiments.Output.Tables;

namespace Experiments.Samples;

/// <summary>
/// The part of batches of a size whose mean loss is off by more than 1 %: in the order drawn, and least and most over
/// all orders.
/// </summary>
internal readonly record struct BatchShare(int Size, double Drawn, double Least, double Most)
{
    /// <summary>The table of shares.</summary>
    public static Table<BatchShare> Table { get; } = new(
        new("batch_size", share => share.Size) { IsKey = true },
        new("share", share => share.Drawn),
        new("least", share => share.Least),
        new("most", share => share.Most));
}
