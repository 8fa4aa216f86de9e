using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Training.Data;

namespace Experiments.Samples;

/// <summary>An image as a network sees it: its class, its raw output, and what follows from that in float32; losses in nats.</summary>
internal readonly record struct NetworkSample(int Index, bool Label, Float32 Raw, Float32 Sigmoid, Float32 LossSigmoid, Float32 LossRaw)
{
    public static IReadOnlyList<string> Header { get; } = ["index", "label", "raw", "sigmoid", "loss_sigmoid", "loss_raw"];

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Cells =>
        [Cell.Of(Index), Cell.Of(Label), Cell.Of(Raw), Cell.Of(Sigmoid), Cell.Of(LossSigmoid), Cell.Of(LossRaw)];

    /// <summary>Whether its raw output is a number, so that a figure can show it.</summary>
    public bool IsFinite => float.IsFinite(Raw.Value);

    /// <summary>Whether its sigmoid is where the clip holds it.</summary>
    public bool IsClipped => Raw.Value <= NetworkClip.LowUpto.Value || Raw.Value >= NetworkClip.HighFrom.Value;

    /// <summary>Whether its raw output has the sign of its class.</summary>
    public bool IsRight => Label == Raw.Value > 0;

    /// <summary>The samples of a set, with their raw outputs.</summary>
    public static IReadOnlyList<NetworkSample> Of(ISamples set, float[] raw) => [.. raw.Select((output, index) => Of(index, set.Label(index), output))];

    /// <summary>The sample of an index, a class and a raw output.</summary>
    public static NetworkSample Of(int index, bool label, float raw)
    {
        var x = new Float32(raw);
        return new(index, label, x, Losses.Sigmoid.Of(x), BinaryCrossEntropy.Clipped(x, label), BinaryCrossEntropy.Logits(x, label));
    }
}
