using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;
using Experiments.Training.Data;

namespace Experiments.Samples;

/// <summary>
/// An image as a network sees it: its class, its raw output, and what follows from that in float32; losses in nats.
/// </summary>
internal readonly record struct Sample(int Index, bool Label, Float32 Raw, Float32 Sigmoid, Float32 LossSigmoid, Float32 LossRaw)
{
    private static readonly Evaluator<Float32> SigmoidOf = Losses.Sigmoid.Naive.Value(Expression.X).In<Float32>();
    private static readonly Evaluator<Float32> Clipped = ArticleLosses.Clipped.Value.In<Float32>();
    private static readonly Evaluator<Float32> Logits = ArticleLosses.Logits.Value.In<Float32>();

    /// <summary>The table of samples.</summary>
    public static Table<Sample> Table { get; } = new(
        new("index", sample => sample.Index) { IsKey = true },
        new("label", sample => sample.Label),
        new("raw", sample => Number.From(sample.Raw), Float32.Name),
        new("sigmoid", sample => Number.From(sample.Sigmoid), Float32.Name),
        new("loss_sigmoid", sample => Number.From(sample.LossSigmoid), Float32.Name),
        new("loss_raw", sample => Number.From(sample.LossRaw), Float32.Name));

    /// <summary>Whether its raw output is a number, so that a figure can show it.</summary>
    public bool IsFinite => float.IsFinite(Raw.Value);

    /// <summary>Whether its sigmoid is where the clip holds it.</summary>
    public bool IsClipped => Raw.Value <= Clip.LowUpto.Value || Raw.Value >= Clip.HighFrom.Value;

    /// <summary>Whether its raw output has the sign of its class.</summary>
    public bool IsRight => Label == Raw.Value > 0;

    /// <summary>A sample as its table has it.</summary>
    public static Sample Read(WrittenRow row) => new(
        (int)row.Count("index"),
        row.Label("label"),
        new(row.Single("raw")),
        new(row.Single("sigmoid")),
        new(row.Single("loss_sigmoid")),
        new(row.Single("loss_raw")));

    /// <summary>The samples of a set, with their raw outputs.</summary>
    public static IReadOnlyList<Sample> Of(ISamples set, float[] raw) =>
        [.. raw.Select((output, index) => Of(index, set.Label(index), output))];

    /// <summary>The sample of an index, a class and a raw output.</summary>
    public static Sample Of(int index, bool label, float raw)
    {
        var x = new Float32(raw);
        var y = new Float32(label ? 1 : 0);
        return new(index, label, x, SigmoidOf.At(x), Clipped.At(x, y), Logits.At(x, y));
    }
}
