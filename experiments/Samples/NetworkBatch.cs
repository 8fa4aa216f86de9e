using Experiments.Cli;
using Experiments.Numerics.Formats;

namespace Experiments.Samples;

/// <summary>A batch: the means of its images' losses in float64, in nats, and how many of them are clipped.</summary>
internal readonly record struct NetworkBatch(int Index, double LossSigmoid, double LossRaw, int Clipped)
{
    public static IReadOnlyList<string> Header { get; } = ["batch", "loss_sigmoid", "loss_raw", "clipped"];

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Cells => [Cell.Of(Index), Cell.Of(LossSigmoid), Cell.Of(LossRaw), Cell.Of(Clipped)];

    /// <summary>Whether the loss from sigmoid outputs is off from the loss from raw outputs by more than 1 %.</summary>
    public bool IsOff => 100 * Math.Abs(LossSigmoid - LossRaw) > LossRaw;
}
