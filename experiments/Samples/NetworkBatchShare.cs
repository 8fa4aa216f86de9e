using Experiments.Cli;
using Experiments.Numerics.Formats;

namespace Experiments.Samples;

/// <summary>The part of batches of a size whose mean loss is off by more than 1 %: in the order drawn, and least and most over all orders.</summary>
internal readonly record struct NetworkBatchShare(int Size, double Drawn, double Least, double Most)
{
    public static IReadOnlyList<string> Header { get; } = ["batch_size", "share", "least", "most"];

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Cells => [Cell.Of(Size), Cell.Of(Drawn), Cell.Of(Least), Cell.Of(Most)];
}
