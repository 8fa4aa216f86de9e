using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Samples;

/// <summary>Where the clip acts on raw outputs in float32, and the losses that it leaves there.</summary>
internal static class Clip
{
    private static readonly (Float32? LowUpto, Float32? HighFrom) Ends =
        (Limits<Float32>.Written.ClipLowUpto, Limits<Float32>.Written.ClipHighFrom);

    /// <summary>The largest raw output whose sigmoid is clipped to ε: −16.118097.</summary>
    public static Float32 LowUpto => Ends.LowUpto!.Value;

    /// <summary>The smallest raw output whose sigmoid is clipped to 1 − ε: 15.536921.</summary>
    public static Float32 HighFrom => Ends.HighFrom!.Value;

    /// <summary>The clipped loss of a class' most right answers, in nats.</summary>
    public static double Floor(bool label) => Loss(label ? HighFrom : LowUpto, label);

    /// <summary>The clipped loss of a class' most wrong answers, in nats.</summary>
    public static double Ceiling(bool label) => Loss(label ? LowUpto : HighFrom, label);

    private static double Loss(Float32 x, bool label) => ArticleLosses.Clipped.Value.In<Float32>().At(x, new(label ? 1 : 0)).Value;
}
